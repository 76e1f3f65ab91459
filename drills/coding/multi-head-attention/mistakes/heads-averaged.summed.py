import torch
from torch import nn


class AttentionHead(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.d_head = d_head
        self.q = nn.Linear(d_model, d_head)
        self.k = nn.Linear(d_model, d_head)
        self.v = nn.Linear(d_model, d_head)

    def forward(self, query, key, value, mask=None):
        s = self.q(query) @ self.k(key).transpose(1, 2) / self.d_head ** 0.5
        if mask is not None:
            s = s.masked_fill(~(mask[:, 0] if mask.ndim == 4 else mask), float("-inf"))
        return s.softmax(dim=-1) @ self.v(value)


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.heads = nn.ModuleList([AttentionHead(d_model, d_model // num_heads) for _ in range(num_heads)])
        self.w_o = nn.Linear(d_model // num_heads, d_model)

    def forward(self, query, key, value, mask=None):
        total = 0
        for head in self.heads:
            total = total + head(query, key, value, mask)
        return self.w_o(total)


if __name__ == "__main__":
    mha = MultiHeadAttention(24, 3)
    q, m = torch.randn(2, 4, 24), torch.randn(2, 7, 24)
    print(mha(q, m, m).shape)
