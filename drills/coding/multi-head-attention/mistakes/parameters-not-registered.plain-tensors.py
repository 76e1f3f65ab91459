import math
import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.d_k = d_model // num_heads
        self.W_q = torch.randn(d_model, d_model, requires_grad=True)
        self.W_k = torch.randn(d_model, d_model, requires_grad=True)
        self.W_v = torch.randn(d_model, d_model, requires_grad=True)
        self.W_o = torch.randn(d_model, d_model, requires_grad=True)

    def split(self, x):
        return x.view(x.shape[0], x.shape[1], self.num_heads, self.d_k).transpose(1, 2)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(query @ self.W_q), self.split(key @ self.W_k), self.split(value @ self.W_v)
        scores = torch.einsum("bhqd,bhkd->bhqk", q, k) / math.sqrt(self.d_k)
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        out = torch.softmax(scores, dim=-1) @ v
        return out.transpose(1, 2).flatten(2) @ self.W_o


if __name__ == "__main__":
    layer = MultiHeadAttention(20, 4)
    x, m = torch.randn(2, 3, 20), torch.randn(2, 5, 20)
    print(layer(x, m, m).shape)
