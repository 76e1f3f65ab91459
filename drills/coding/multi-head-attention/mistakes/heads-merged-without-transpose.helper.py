import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.layers = nn.ModuleDict(
            {name: nn.Linear(d_model, d_model) for name in ("query", "key", "value", "output")}
        )

    def split(self, name, x):
        B, T, D = x.shape
        return self.layers[name](x).view(B, T, self.num_heads, D // self.num_heads).permute(0, 2, 1, 3)

    def merge(self, x):
        # (B, H, T, d) -> (B, T, D)
        B, H, T, d = x.shape
        return x.contiguous().view(B, T, H * d)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split("query", query), self.split("key", key), self.split("value", value)
        scores = torch.matmul(q, k.transpose(2, 3)) / q.size(3) ** 0.5
        if mask is not None:
            scores = torch.where(mask, scores, torch.full_like(scores, -1e20))
        weights = torch.softmax(scores, dim=3)
        return self.layers["output"](self.merge(torch.matmul(weights, v)))


if __name__ == "__main__":
    m = MultiHeadAttention(d_model=20, num_heads=5)
    x = torch.randn(2, 4, 20)
    print(m(x, x, x, torch.ones(4, 4, dtype=torch.bool).tril()).shape)
