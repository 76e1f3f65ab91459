import math
import torch
import torch.nn as nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.d_k = d_model // num_heads
        self.proj_q = nn.Linear(d_model, d_model)
        self.proj_k = nn.Linear(d_model, d_model)
        self.proj_v = nn.Linear(d_model, d_model)
        self.proj_out = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        B, Tq, D = query.shape
        Tk = key.shape[1]
        q = self.proj_q(query).view(B, Tq, self.num_heads, self.d_k).transpose(1, 2)
        k = self.proj_k(key).view(B, Tk, self.num_heads, self.d_k).transpose(1, 2)
        v = self.proj_v(value).view(B, Tk, self.num_heads, self.d_k).transpose(1, 2)
        attn = torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(self.d_k), dim=-1)
        out = (attn @ v).transpose(1, 2).reshape(B, Tq, D)
        return self.proj_out(out)


if __name__ == "__main__":
    mha = MultiHeadAttention(16, 2)
    x = torch.randn(2, 5, 16)
    print(mha(x, x, x).shape)
