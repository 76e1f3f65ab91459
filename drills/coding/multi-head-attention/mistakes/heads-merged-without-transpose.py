import math
import torch
import torch.nn as nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads, dropout=0.1):
        super().__init__()
        assert d_model % num_heads == 0
        self.num_heads = num_heads
        self.d_k = d_model // num_heads
        self.q_linear = nn.Linear(d_model, d_model)
        self.k_linear = nn.Linear(d_model, d_model)
        self.v_linear = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        bs, seq_len, d_model = query.shape
        q = self.q_linear(query).view(bs, -1, self.num_heads, self.d_k).transpose(1, 2)
        k = self.k_linear(key).view(bs, -1, self.num_heads, self.d_k).transpose(1, 2)
        v = self.v_linear(value).view(bs, -1, self.num_heads, self.d_k).transpose(1, 2)

        scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(self.d_k)
        if mask is not None:
            scores = scores.masked_fill(mask == 0, -1e9)
        scores = self.dropout(F.softmax(scores, dim=-1))
        concat = torch.matmul(scores, v).reshape(bs, seq_len, d_model)
        return self.out(concat)


if __name__ == "__main__":
    attention = MultiHeadAttention(32, 4).eval()
    x = torch.randn(2, 7, 32)
    print(attention(x, x, x).shape)
