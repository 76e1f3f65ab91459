import torch
from torch import nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        assert d_model % num_heads == 0
        self.H = num_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.out = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        assert query.shape == key.shape == value.shape, "inputs must have one shape"
        B, T, D = query.shape
        w = self.qkv.weight.chunk(3)
        b = self.qkv.bias.chunk(3)
        q, k, v = (
            F.linear(x, w_i, b_i).view(B, T, self.H, D // self.H).transpose(1, 2)
            for x, w_i, b_i in zip((query, key, value), w, b)
        )
        scores = q @ k.mT / (D // self.H) ** 0.5
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        return self.out((scores.softmax(-1) @ v).transpose(1, 2).reshape(B, T, D))


if __name__ == "__main__":
    attn = MultiHeadAttention(24, 2)
    x = torch.randn(3, 4, 24)
    print(attn(x, x, x).shape)
