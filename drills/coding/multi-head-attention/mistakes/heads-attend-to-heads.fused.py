import torch
from torch import nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads, dropout=0.0):
        super().__init__()
        self.n_heads = num_heads
        self.qkv = nn.Linear(d_model, 3 * d_model, bias=False)
        self.out = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def project(self, x, i):
        w = self.qkv.weight.chunk(3)[i]
        return F.linear(x, w).unflatten(-1, (self.n_heads, -1))

    def forward(self, query, key, value, mask=None):
        q = self.project(query, 0)
        k = self.project(key, 1)
        v = self.project(value, 2)
        attn = torch.einsum("bthd,btgd->bthg", q, k) * q.size(-1) ** -0.5
        if mask is not None:
            attn = attn.masked_fill(~mask, float("-inf"))
        attn = self.dropout(attn.softmax(-1))
        y = torch.einsum("bthg,btgd->bthd", attn, v)
        return self.out(y.flatten(2))


if __name__ == "__main__":
    layer = MultiHeadAttention(48, 6)
    x = torch.randn(2, 3, 48)
    output = layer(x, x, x)
    print("output", output.shape)
