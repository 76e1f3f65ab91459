import math
import torch
import torch.nn as nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        assert d_model % num_heads == 0
        self.num_heads = num_heads
        self.d_k = d_model // num_heads
        self.W_q = nn.Linear(d_model, d_model)
        self.W_k = nn.Linear(d_model, d_model)
        self.W_v = nn.Linear(d_model, d_model)
        self.W_o = nn.Linear(d_model, d_model)

    def split(self, x):
        b, t, _ = x.size()
        return x.view(b, t, self.num_heads, self.d_k).transpose(1, 2)

    def forward(self, query, key, value, mask=None):
        Q = self.split(self.W_q(query))
        K = self.split(self.W_k(key))
        V = self.split(self.W_v(key))
        scores = Q @ K.transpose(-2, -1) / math.sqrt(self.d_k)
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        out = F.softmax(scores, dim=-1) @ V
        b, h, t, d = out.size()
        return self.W_o(out.transpose(1, 2).reshape(b, t, h * d))


if __name__ == "__main__":
    x = torch.randn(2, 4, 32)
    memory = torch.randn(2, 6, 32)
    print(MultiHeadAttention(32, 4)(x, memory, memory).shape)
