import torch
from torch import nn
import torch.nn.functional as F


class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, num_heads, num_kv_heads, bias=True, dropout=0.1):
        super().__init__()
        self.n_head, self.n_kv = num_heads, num_kv_heads
        self.head_dim = d_model // num_heads
        self.sizes = [num_heads * self.head_dim] + 2 * [num_kv_heads * self.head_dim]
        self.qkv = nn.Linear(d_model, sum(self.sizes), bias=bias)
        self.proj = nn.Linear(d_model, d_model, bias=bias)
        self.attn_dropout = nn.Dropout(dropout)

    def forward(self, x, mask=None):
        q, k, v = self.qkv(x).split(self.sizes, dim=-1)
        q = q.unflatten(-1, (self.n_head, self.head_dim)).transpose(1, 2)
        k = k.unflatten(-1, (self.n_kv, self.head_dim)).transpose(1, 2)
        v = v.unflatten(-1, (self.n_kv, self.head_dim)).transpose(1, 2)
        group = self.n_head // self.n_kv
        k, v = (t.repeat_interleave(group, 1) for t in (k, v))
        att = (q * self.head_dim ** -0.5) @ k.transpose(-2, -1)
        if mask is not None:
            att = att.masked_fill(mask.logical_not(), float("-inf"))
        att = self.attn_dropout(F.softmax(att, dim=-1))
        y = (att @ v).transpose(1, 2).flatten(2)
        return self.proj(y)


if __name__ == "__main__":
    attn = GroupedQueryAttention(64, 4, 1)
    print(attn(torch.randn(2, 8, 64)).shape)
