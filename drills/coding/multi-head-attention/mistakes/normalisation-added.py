import math
import torch
import torch.nn as nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.n_heads = num_heads
        self.d_head = d_model // num_heads
        self.w_qs = nn.Linear(d_model, d_model, bias=False)
        self.w_ks = nn.Linear(d_model, d_model, bias=False)
        self.w_vs = nn.Linear(d_model, d_model, bias=False)
        self.fc = nn.Linear(d_model, d_model, bias=False)
        self.layer_norm = nn.LayerNorm(d_model, eps=1e-6)

    def forward(self, query, key, value, mask=None):
        b, lq, lk = query.size(0), query.size(1), key.size(1)
        q = self.w_qs(query).view(b, lq, self.n_heads, self.d_head).transpose(1, 2)
        k = self.w_ks(key).view(b, lk, self.n_heads, self.d_head).transpose(1, 2)
        v = self.w_vs(value).view(b, lk, self.n_heads, self.d_head).transpose(1, 2)
        attn = torch.matmul(q / math.sqrt(self.d_head), k.transpose(2, 3))
        if mask is not None:
            attn = attn.masked_fill(mask == 0, -1e9)
        attn = F.softmax(attn, dim=-1)
        out = torch.matmul(attn, v).transpose(1, 2).contiguous().view(b, lq, -1)
        return self.layer_norm(self.fc(out)), attn


if __name__ == "__main__":
    m = MultiHeadAttention(32, 4)
    x = torch.randn(2, 6, 32)
    y, _ = m(x, x, x)
    print(y.shape)
