import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.heads = num_heads
        self.norm = nn.LayerNorm(d_model)
        self.to_q = nn.Linear(d_model, d_model, bias=False)
        self.to_kv = nn.Linear(d_model, d_model * 2, bias=False)
        self.to_out = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        x = self.norm(query)
        q = self.to_q(x)
        D = q.shape[-1]
        k = self.to_kv(key)[..., :D]
        v = self.to_kv(value)[..., D:]
        q, k, v = (t.unflatten(-1, (self.heads, D // self.heads)).transpose(1, 2) for t in (q, k, v))
        dots = q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5
        if mask is not None:
            dots = dots.masked_fill(~mask, float("-inf"))
        out = dots.softmax(dim=-1) @ v
        return self.to_out(out.transpose(1, 2).flatten(2))


if __name__ == "__main__":
    attn = MultiHeadAttention(24, 2)
    tokens, context = torch.randn(2, 4, 24), torch.randn(2, 10, 24)
    print(attn(tokens, context, context).shape)
