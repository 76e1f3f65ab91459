import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    """One dictionary holds all four layers."""

    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.layers = nn.ModuleDict(
            {name: nn.Linear(d_model, d_model) for name in ("query", "key", "value", "output")}
        )

    def split(self, name, x):
        x = self.layers[name](x)
        return x.view(*x.shape[:2], self.num_heads, -1).permute(0, 2, 1, 3)

    def merge(self, x):
        # (B, H, T, d_k) -> (B, T, d_model)
        return x.transpose(1, 2).flatten(2)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split("query", query), self.split("key", key), self.split("value", value)
        logits = torch.matmul(q, k.transpose(2, 3)) / q.size(3) ** 0.5
        if mask is not None:
            logits = logits + (~mask).to(logits.dtype) * -1e9
        weights = torch.softmax(logits, dim=3)
        return self.layers["output"](self.merge(torch.matmul(weights, v)))


if __name__ == "__main__":
    attention = MultiHeadAttention(d_model=20, num_heads=5)
    x = torch.randn(2, 4, 20)
    print(attention(x, x, x).shape)
