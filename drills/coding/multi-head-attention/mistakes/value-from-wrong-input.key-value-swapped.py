import torch
from torch import nn


class Head(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.to_q = nn.Linear(d_model, d_head, bias=False)
        self.to_k = nn.Linear(d_model, d_head, bias=False)
        self.to_v = nn.Linear(d_model, d_head, bias=False)

    def forward(self, q, v, k, mask=None):
        q, k, v = self.to_q(q), self.to_k(k), self.to_v(v)
        s = q @ k.transpose(-1, -2) / k.shape[-1] ** 0.5
        if mask is not None:
            s = s.masked_fill(~mask, float("-inf"))
        return torch.softmax(s, dim=-1) @ v


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.heads = nn.ModuleList([Head(d_model, d_model // num_heads) for _ in range(num_heads)])
        self.out = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        if mask is not None and mask.dim() == 4:
            mask = mask[:, 0]
        heads = [head(query, key, value, mask) for head in self.heads]
        return self.out(torch.cat(heads, dim=-1))


if __name__ == "__main__":
    mha = MultiHeadAttention(36, 3)
    x = torch.randn(2, 5, 36)
    print(mha(x, x, x).shape)
