import torch
from torch import nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.n_head = num_heads
        self.head_dim = d_model // num_heads
        self.scale = self.head_dim ** -0.5  # set here, forgotten below
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        wq, wk, wv = self.qkv.weight.chunk(3, dim=0)
        bq, bk, bv = self.qkv.bias.chunk(3, dim=0)
        q = self.heads(F.linear(query, wq, bq))
        k = self.heads(F.linear(key, wk, bk))
        v = self.heads(F.linear(value, wv, bv))
        att = q @ k.transpose(-2, -1)
        if mask is not None:
            att = att.masked_fill(mask == 0, float("-inf"))
        att = att.softmax(dim=-1)
        y = (att @ v).transpose(1, 2).flatten(2)
        return self.proj(y)

    def heads(self, x):
        return x.unflatten(-1, (self.n_head, self.head_dim)).transpose(1, 2)


if __name__ == "__main__":
    attn = MultiHeadAttention(48, 6)
    x = torch.randn(2, 8, 48)
    output = attn(x, x, x, torch.ones(8, 8).tril().bool())
    print(output.shape)
