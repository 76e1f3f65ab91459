"""One matrix for the three inputs, split where they differ; dropout and bias are options."""
import torch
import torch.nn as nn
from torch.nn import functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads, dropout=0.0, bias=True):
        super().__init__()
        assert d_model % num_heads == 0
        self.c_attn = nn.Linear(d_model, 3 * d_model, bias=bias)
        self.c_proj = nn.Linear(d_model, d_model, bias=bias)
        self.attn_dropout = nn.Dropout(dropout)
        self.resid_dropout = nn.Dropout(dropout)
        self.n_head = num_heads
        self.n_embd = d_model

    def project(self, query, key, value):
        if query is key and key is value:
            return self.c_attn(query).split(self.n_embd, dim=2)
        # Cross-attention: every input meets only its own third of the matrix.
        weights = self.c_attn.weight.split(self.n_embd, dim=0)
        if self.c_attn.bias is None:
            biases = (None, None, None)
        else:
            biases = self.c_attn.bias.split(self.n_embd, dim=0)
        return [F.linear(x, w, b) for x, w, b in zip((query, key, value), weights, biases)]

    def forward(self, query, key, value, mask=None):
        B, T, C = query.size()
        S = key.size(1)
        q, k, v = self.project(query, key, value)
        q = q.view(B, T, self.n_head, C // self.n_head).transpose(1, 2)
        k = k.view(B, S, self.n_head, C // self.n_head).transpose(1, 2)
        v = v.view(B, S, self.n_head, C // self.n_head).transpose(1, 2)
        att = (q @ k.transpose(-2, -1)) * (k.size(-1) ** -0.5)
        if mask is not None:
            att = att.masked_fill(mask.logical_not(), float("-inf"))
        att = self.attn_dropout(F.softmax(att, dim=-1))
        y = (att @ v).transpose(1, 2).contiguous().view(B, T, C)
        return self.resid_dropout(self.c_proj(y))


if __name__ == "__main__":
    layer = MultiHeadAttention(48, 6)
    x = torch.randn(3, 9, 48)
    causal = torch.tril(torch.ones(9, 9)).bool()
    output = layer(x, x, x, causal)
    print(output.shape)
