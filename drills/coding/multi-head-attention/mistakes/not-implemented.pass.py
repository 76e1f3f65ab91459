import torch
from torch import nn


def scaled_dot_product(q, k, v, mask=None):
    pass  # come back to this


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.h = num_heads
        self.wq = nn.Linear(d_model, d_model)
        self.wk = nn.Linear(d_model, d_model)
        self.wv = nn.Linear(d_model, d_model)
        self.wo = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.wq(query), self.wk(key), self.wv(value)
        q, k, v = (t.unflatten(-1, (self.h, -1)).transpose(1, 2) for t in (q, k, v))
        return scaled_dot_product(q, k, v, mask)


if __name__ == "__main__":
    mha = MultiHeadAttention(16, 2)
    x = torch.randn(1, 3, 16)
    y = mha(x, x, x)
    print(getattr(y, "shape", None))
