import torch
from torch import nn


class Head(nn.Module):
    def __init__(self, d_model, head_size):
        super().__init__()
        self.key = nn.Linear(d_model, head_size, bias=False)
        self.query = nn.Linear(d_model, head_size, bias=False)
        self.value = nn.Linear(d_model, head_size, bias=False)

    def forward(self, q_in, k_in, v_in, mask=None):
        C = q_in.shape[-1]
        k = self.key(k_in)
        q = self.query(q_in)
        wei = q @ k.transpose(-2, -1) * C ** -0.5
        if mask is not None:
            if mask.dim() == 4:
                mask = mask.squeeze(1)
            wei = wei.masked_fill(mask == 0, float("-inf"))
        wei = wei.softmax(dim=-1)
        return wei @ self.value(v_in)


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.heads = nn.ModuleList([Head(d_model, d_model // num_heads) for _ in range(num_heads)])
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        return self.proj(torch.cat([h(query, key, value, mask) for h in self.heads], dim=-1))


if __name__ == "__main__":
    x = torch.randn(4, 8, 32)
    print(MultiHeadAttention(32, 4)(x, x, x).shape)
