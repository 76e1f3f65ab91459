import math
import torch
import torch.nn as nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.d_model = d_model
        self.num_heads = num_heads
        self.query = nn.Linear(d_model, d_model)
        self.key = nn.Linear(d_model, d_model)
        self.value = nn.Linear(d_model, d_model)
        self.out = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q = self.query(query)
        k = self.key(key)
        v = self.value(value)
        scores = torch.bmm(q, k.transpose(1, 2)) / math.sqrt(self.d_model)
        if mask is not None:
            if mask.dim() == 4:
                mask = mask.squeeze(1)
            scores = scores.masked_fill(~mask, float("-inf"))
        weights = F.softmax(scores, dim=-1)
        return self.out(torch.bmm(weights, v))


if __name__ == "__main__":
    mha = MultiHeadAttention(64, 8)
    x = torch.randn(2, 5, 64)
    print(mha(x, x, x).shape)
