import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.n_heads = num_heads
        self.head_dim = d_model // num_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        w_q, w_k, w_v = self.qkv.weight.chunk(3)
        b_q, b_k, b_v = self.qkv.bias.chunk(3)
        q = (query @ w_q.T + b_q).unflatten(-1, (self.n_heads, self.head_dim))
        k = (key @ w_k.T + b_k).unflatten(-1, (self.n_heads, self.head_dim))
        v = (value @ w_v.T + b_v).unflatten(-1, (self.n_heads, self.head_dim))
        scores = torch.einsum("bqhd,bkhd->bhqk", q, k) / self.head_dim ** 0.5
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        attn = scores.softmax(-1)
        out = torch.einsum("bhqk,bkhd->bqhd", attn, v).flatten(2)
        return out, attn


if __name__ == "__main__":
    layer = MultiHeadAttention(24, 3)
    q, m = torch.randn(2, 4, 24), torch.randn(2, 5, 24)
    out, attn = layer(q, m, m)
    print(out.shape)
