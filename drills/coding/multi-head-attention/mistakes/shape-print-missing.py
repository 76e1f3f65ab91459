import math
import torch
import torch.nn as nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.h = num_heads
        self.d_k = d_model // num_heads
        self.w_query = nn.Linear(d_model, d_model)
        self.w_key = nn.Linear(d_model, d_model)
        self.w_value = nn.Linear(d_model, d_model)
        self.w_out = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        B, Tq, D = query.shape
        Tk = key.shape[1]
        q = self.w_query(query).view(B, Tq, self.h, self.d_k).transpose(1, 2)
        k = self.w_key(key).view(B, Tk, self.h, self.d_k).transpose(1, 2)
        v = self.w_value(value).view(B, Tk, self.h, self.d_k).transpose(1, 2)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.d_k)
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        out = torch.softmax(scores, dim=-1) @ v
        return self.w_out(out.transpose(1, 2).reshape(B, Tq, D))


if __name__ == "__main__":
    attention = MultiHeadAttention(32, 4)
    x = torch.randn(2, 5, 32)
    output = attention(x, x, x)
