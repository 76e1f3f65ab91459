import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        d = d_model // num_heads
        self.H = num_heads
        self.wq = nn.Parameter(torch.randn(d_model, d) * d_model ** -0.5)
        self.wk = nn.Parameter(torch.randn(d_model, d) * d_model ** -0.5)
        self.wv = nn.Parameter(torch.randn(d_model, d) * d_model ** -0.5)
        self.wo = nn.Parameter(torch.randn(d_model, d_model) * d_model ** -0.5)

    def per_head(self, x, w):
        return (x @ w).unsqueeze(1).expand(-1, self.H, -1, -1)  # (B, H, T, d)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.per_head(query, self.wq), self.per_head(key, self.wk), self.per_head(value, self.wv)
        s = q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5
        if mask is not None:
            s = s.masked_fill(~mask, float("-inf"))
        y = (s.softmax(dim=-1) @ v).transpose(1, 2).flatten(2)
        return y @ self.wo


if __name__ == "__main__":
    layer = MultiHeadAttention(8, 2)
    x = torch.randn(3, 4, 8)
    print(layer(x, x, x).shape)
