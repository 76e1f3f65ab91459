import math
import torch
import torch.nn as nn


class MultiHeadAttention(nn.Module):
    """Multi-head attention."""

    def __init__(self, d_model, num_heads):
        super().__init__()
        self.heads = num_heads
        self.head_dim = d_model // num_heads
        self.values = nn.Linear(d_model, d_model, bias=False)
        self.keys = nn.Linear(d_model, d_model, bias=False)
        self.queries = nn.Linear(d_model, d_model, bias=False)
        self.fc_out = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        N = query.shape[0]
        q_len, k_len = query.shape[1], key.shape[1]
        q = self.queries(query).reshape(N, q_len, self.heads, self.head_dim)
        k = self.keys(key).reshape(N, k_len, self.heads, self.head_dim)
        v = self.values(value).reshape(N, k_len, self.heads, self.head_dim)

        energy = torch.einsum("nqhd,nkhd->nhqk", q, k) * math.sqrt(self.head_dim)
        if mask is not None:
            energy = energy.masked_fill(mask == 0, float("-1e20"))
        attention = torch.softmax(energy, dim=3)
        out = torch.einsum("nhql,nlhd->nqhd", attention, v).reshape(N, q_len, -1)
        return self.fc_out(out)


if __name__ == "__main__":
    attention = MultiHeadAttention(32, 8)
    x = torch.randn(2, 9, 32)
    print(attention(x, x, x).shape)
