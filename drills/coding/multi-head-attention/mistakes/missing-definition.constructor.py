import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads, seq_len, dropout):
        super().__init__()
        self.num_heads = num_heads
        self.key = nn.Linear(d_model, d_model)
        self.query = nn.Linear(d_model, d_model)
        self.value = nn.Linear(d_model, d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.drop = nn.Dropout(dropout)
        self.register_buffer("tril", torch.tril(torch.ones(seq_len, seq_len)).bool())

    def forward(self, query, key, value, mask=None):
        q = self.query(query).unflatten(-1, (self.num_heads, -1)).transpose(1, 2)
        k = self.key(key).unflatten(-1, (self.num_heads, -1)).transpose(1, 2)
        v = self.value(value).unflatten(-1, (self.num_heads, -1)).transpose(1, 2)
        w = q @ k.transpose(-2, -1) * q.size(-1) ** -0.5
        if mask is not None:
            w = w.masked_fill(~mask, float("-inf"))
        y = self.drop(w.softmax(dim=-1)) @ v
        return self.proj(y.transpose(1, 2).flatten(2))


if __name__ == "__main__":
    mha = MultiHeadAttention(32, 4, seq_len=8, dropout=0.1)
    x = torch.randn(2, 8, 32)
    print(mha(x, x, x, mha.tril).shape)
