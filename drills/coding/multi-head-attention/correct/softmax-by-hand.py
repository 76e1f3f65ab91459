import math
import torch
from torch import nn


def my_softmax(x):
    """Softmax over the last axis; the maximum is taken off so that exp cannot overflow."""
    x = x - x.max(dim=-1, keepdim=True).values
    e = torch.exp(x)
    return e / e.sum(dim=-1, keepdim=True)


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.n = num_heads
        self.lin_q = nn.Linear(d_model, d_model)
        self.lin_k = nn.Linear(d_model, d_model)
        self.lin_v = nn.Linear(d_model, d_model)
        self.lin_out = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.lin_q(query), self.lin_k(key), self.lin_v(value)
        size = q.shape[-1] // self.n

        # One head after the other, each on its own slice of the features.
        results = []
        for i in range(self.n):
            part = slice(i * size, (i + 1) * size)
            s = q[:, :, part] @ k[:, :, part].transpose(1, 2) / math.sqrt(size)
            if mask is not None:
                m = mask[:, min(i, mask.shape[1] - 1)] if mask.dim() == 4 else mask
                s = s.masked_fill(~m, -math.inf)
            results.append(my_softmax(s) @ v[:, :, part])
        return self.lin_out(torch.cat(results, dim=2))


if __name__ == "__main__":
    attention = MultiHeadAttention(d_model=30, num_heads=5)
    x = torch.randn(2, 4, 30)
    print(attention(x, x, x).shape)
