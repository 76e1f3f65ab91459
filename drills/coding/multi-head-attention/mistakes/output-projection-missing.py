import math
import torch
import torch.nn as nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.d_model = d_model
        self.wq = nn.Linear(d_model, d_model)
        self.wk = nn.Linear(d_model, d_model)
        self.wv = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        B = query.size(0)
        d = self.d_model // self.num_heads
        q = self.wq(query).view(B, -1, self.num_heads, d).transpose(1, 2)
        k = self.wk(key).view(B, -1, self.num_heads, d).transpose(1, 2)
        v = self.wv(value).view(B, -1, self.num_heads, d).transpose(1, 2)
        scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(d)
        if mask is not None:
            scores = scores.masked_fill(mask == 0, -1e9)
        weights = F.softmax(scores, dim=-1)
        heads = torch.matmul(weights, v)
        return heads.transpose(1, 2).contiguous().view(B, -1, self.d_model)


if __name__ == "__main__":
    mha = MultiHeadAttention(32, 4)
    x = torch.randn(2, 5, 32)
    print(mha(x, x, x).shape)
