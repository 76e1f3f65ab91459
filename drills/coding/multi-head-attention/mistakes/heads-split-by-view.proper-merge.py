import torch
from torch import nn
from torch.nn import functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads, bias=True):
        super().__init__()
        self.num_heads = num_heads
        self.in_proj = nn.Linear(d_model, 3 * d_model, bias=bias)
        self.out_proj = nn.Linear(d_model, d_model, bias=bias)

    def forward(self, query, key, value, mask=None):
        B, Tq, D = query.shape
        Tk = key.shape[1]
        H, d = self.num_heads, D // self.num_heads
        W = self.in_proj.weight.split(D)
        b = self.in_proj.bias.split(D) if self.in_proj.bias is not None else [None] * 3

        q = F.linear(query, W[0], b[0]).reshape(B, H, Tq, d)
        k = F.linear(key, W[1], b[1]).reshape(B, H, Tk, d)
        v = F.linear(value, W[2], b[2]).reshape(B, H, Tk, d)

        a = (q * d ** -0.5) @ k.mT
        if mask is not None:
            a = a.masked_fill(~mask, float("-inf"))
        y = F.softmax(a, dim=-1) @ v
        return self.out_proj(y.transpose(1, 2).reshape(B, Tq, D))


if __name__ == "__main__":
    x, memory = torch.randn(2, 3, 24), torch.randn(2, 5, 24)
    print(MultiHeadAttention(24, 2)(x, memory, memory).shape)
