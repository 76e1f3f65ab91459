import torch
from torch import nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.n = num_heads
        self.q = nn.Linear(d_model, d_model)
        self.k = nn.Linear(d_model, d_model)
        self.v = nn.Linear(d_model, d_model)
        self.o = nn.Linear(d_model, d_model)
        self.fast = hasattr(F, "scaled_dot_product_attention")  # PyTorch 2

    def forward(self, query, key, value, mask=None):
        q = self.q(query).unflatten(-1, (self.n, -1)).transpose(1, 2)
        k = self.k(key).unflatten(-1, (self.n, -1)).transpose(1, 2)
        v = self.v(value).unflatten(-1, (self.n, -1)).transpose(1, 2)
        if self.fast:
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        else:
            s = q @ k.transpose(-2, -1) / q.size(-1) ** 0.5
            if mask is not None:
                s = s.masked_fill(~mask, float("-inf"))
            y = s.softmax(-1) @ v
        return self.o(y.transpose(1, 2).flatten(2))


if __name__ == "__main__":
    x = torch.randn(2, 6, 32)
    print(MultiHeadAttention(32, 2)(x, x, x).shape)
