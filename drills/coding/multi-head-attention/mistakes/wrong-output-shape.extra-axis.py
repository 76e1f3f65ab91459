import torch
from torch import nn


class Head(nn.Module):
    def __init__(self, d_model, width):
        super().__init__()
        self.lq, self.lk, self.lv = (nn.Linear(d_model, width) for _ in range(3))
        self.scale = width ** -0.5

    def forward(self, q, k, v, mask=None):
        s = self.lq(q) @ self.lk(k).transpose(1, 2) * self.scale
        if mask is not None:
            s = s.masked_fill(~mask, float("-inf"))
        return s.softmax(dim=-1) @ self.lv(v)


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        width = d_model // num_heads
        self.heads = nn.ModuleList([Head(d_model, width) for _ in range(num_heads)])
        self.out = nn.Linear(width, d_model)

    def forward(self, query, key, value, mask=None):
        if mask is not None and mask.dim() == 4:
            mask = mask[:, 0]
        heads = [head(query, key, value, mask) for head in self.heads]
        return self.out(torch.stack(heads, dim=1))  # (B, H, Tq, d_model)


if __name__ == "__main__":
    x = torch.randn(2, 5, 30)
    print(MultiHeadAttention(30, 5)(x, x, x).shape)
