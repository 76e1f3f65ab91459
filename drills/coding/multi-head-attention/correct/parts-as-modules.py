import torch
from torch import nn


class SplitHeads(nn.Module):
    def __init__(self, heads):
        super().__init__()
        self.heads = heads

    def forward(self, x):
        return x.unflatten(-1, (self.heads, x.size(-1) // self.heads)).transpose(-3, -2)


class JoinHeads(nn.Module):
    def forward(self, x):
        return x.transpose(-3, -2).flatten(-2)


class DotProduct(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.drop = nn.Dropout(p)

    def forward(self, q, k, v, mask):
        s = q.matmul(k.transpose(-1, -2)).div(q.size(-1) ** 0.5)
        if mask is not None:
            s = s + torch.zeros_like(s).masked_fill(~mask, -1e12)
        return self.drop(s.softmax(-1)).matmul(v)


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads, dropout=0.0):
        super().__init__()
        self.read_query = nn.Sequential(nn.Linear(d_model, d_model), SplitHeads(num_heads))
        self.read_key = nn.Sequential(nn.Linear(d_model, d_model), SplitHeads(num_heads))
        self.read_value = nn.Sequential(nn.Linear(d_model, d_model), SplitHeads(num_heads))
        self.attend = DotProduct(dropout)
        self.write = nn.Sequential(JoinHeads(), nn.Linear(d_model, d_model))

    def forward(self, query, key, value, mask=None):
        return self.write(
            self.attend(self.read_query(query), self.read_key(key), self.read_value(value), mask)
        )


if __name__ == "__main__":
    layer = MultiHeadAttention(21, 7)
    x, z = torch.randn(2, 3, 21), torch.randn(2, 4, 21)
    result = layer(x, z, z)
    print("shape:", list(result.shape))
