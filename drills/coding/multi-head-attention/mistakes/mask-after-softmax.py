import math
import torch
import torch.nn as nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.nh = num_heads
        self.c_q = nn.Linear(d_model, d_model)
        self.c_k = nn.Linear(d_model, d_model)
        self.c_v = nn.Linear(d_model, d_model)
        self.c_proj = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        B, T, C = query.size()
        S = key.size(1)
        q = self.c_q(query).view(B, T, self.nh, C // self.nh).transpose(1, 2)
        k = self.c_k(key).view(B, S, self.nh, C // self.nh).transpose(1, 2)
        v = self.c_v(value).view(B, S, self.nh, C // self.nh).transpose(1, 2)
        att = F.softmax((q @ k.transpose(-2, -1)) / math.sqrt(k.size(-1)), dim=-1)
        if mask is not None:
            att = att * mask
        y = (att @ v).transpose(1, 2).contiguous().view(B, T, C)
        return self.c_proj(y)


if __name__ == "__main__":
    attn = MultiHeadAttention(32, 2)
    x = torch.randn(1, 7, 32)
    tril = torch.tril(torch.ones(7, 7)).bool()
    print(attn(x, x, x, tril).shape)
