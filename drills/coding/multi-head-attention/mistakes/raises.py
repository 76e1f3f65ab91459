import torch
import torch.nn as nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.n_heads = num_heads
        self.d_k = d_model // num_heads
        self.query = nn.Linear(d_model, d_model)
        self.key = nn.Linear(d_model, d_model)
        self.value = nn.Linear(d_model, d_model)
        self.out = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        B = query.size(0)
        q = self.query(query).view(B, -1, self.num_heads, self.d_k).transpose(1, 2)
        k = self.key(key).view(B, -1, self.num_heads, self.d_k).transpose(1, 2)
        v = self.value(value).view(B, -1, self.num_heads, self.d_k).transpose(1, 2)
        scores = q @ k.transpose(-2, -1) / self.d_k ** 0.5
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        out = F.softmax(scores, dim=-1) @ v
        return self.out(out.transpose(1, 2).flatten(2))


if __name__ == "__main__":
    model = MultiHeadAttention(16, 4)
    x = torch.randn(2, 3, 16)
    print(model(x, x, x).shape)
