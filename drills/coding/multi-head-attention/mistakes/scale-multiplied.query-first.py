import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.scaling = (d_model // num_heads) ** 0.5
        self.q_proj = nn.Linear(d_model, d_model)
        self.k_proj = nn.Linear(d_model, d_model)
        self.v_proj = nn.Linear(d_model, d_model)
        self.out_proj = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q = self.q_proj(query) * self.scaling
        k, v = self.k_proj(key), self.v_proj(value)
        q, k, v = (t.unflatten(2, (self.num_heads, -1)).movedim(2, 1) for t in (q, k, v))
        weights = q @ k.transpose(-1, -2)
        if mask is not None:
            weights = weights + torch.zeros_like(weights).masked_fill(~mask, float("-inf"))
        weights = weights.softmax(dim=-1)
        out = (weights @ v).movedim(1, 2).flatten(2)
        return self.out_proj(out), weights.mean(1)


if __name__ == "__main__":
    m = MultiHeadAttention(20, 2)
    x = torch.randn(2, 3, 20)
    y, w = m(x, x, x)
    print(y.shape, w.shape)
