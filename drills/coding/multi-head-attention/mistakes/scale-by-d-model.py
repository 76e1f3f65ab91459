import math
import torch
import torch.nn as nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        assert d_model % num_heads == 0
        self.d_model = d_model
        self.num_heads = num_heads
        self.depth = d_model // num_heads
        self.query = nn.Linear(d_model, d_model)
        self.key = nn.Linear(d_model, d_model)
        self.value = nn.Linear(d_model, d_model)
        self.dense = nn.Linear(d_model, d_model)

    def split_heads(self, x):
        x = x.reshape(x.shape[0], x.shape[1], self.num_heads, self.depth)
        return x.permute(0, 2, 1, 3)

    def forward(self, query, key, value, mask=None):
        q = self.split_heads(self.query(query))
        k = self.split_heads(self.key(key))
        v = self.split_heads(self.value(value))
        scores = (q @ k.permute(0, 1, 3, 2)) / math.sqrt(self.d_model)
        if mask is not None:
            scores = scores.masked_fill(~mask, -1e9)
        weights = torch.softmax(scores, dim=-1)
        out = (weights @ v).permute(0, 2, 1, 3)
        out = out.reshape(out.shape[0], out.shape[1], self.d_model)
        return self.dense(out), weights


if __name__ == "__main__":
    layer = MultiHeadAttention(512, 8)
    x = torch.rand(1, 60, 512)
    out, attn = layer(x, x, x)
    print(out.shape, attn.shape)
