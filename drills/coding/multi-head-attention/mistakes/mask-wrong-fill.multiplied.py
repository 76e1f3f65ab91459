import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        d = d_model // num_heads
        self.scale = d ** -0.5
        self.Q = nn.Parameter(torch.randn(num_heads, d, d_model) * 0.05)
        self.K = nn.Parameter(torch.randn(num_heads, d, d_model) * 0.05)
        self.V = nn.Parameter(torch.randn(num_heads, d, d_model) * 0.05)
        self.O = nn.Parameter(torch.randn(d_model, num_heads, d) * 0.05)

    def forward(self, query, key, value, mask=None):
        q = torch.einsum("bte,hde->bhtd", query, self.Q)
        k = torch.einsum("bse,hde->bhsd", key, self.K)
        v = torch.einsum("bse,hde->bhsd", value, self.V)
        scores = self.scale * q @ k.transpose(-1, -2)
        if mask is not None:
            scores = scores * mask  # blank out what must not be seen
        weights = torch.softmax(scores, dim=-1)
        return torch.einsum("bhts,bhsd,ehd->bte", weights, v, self.O)


if __name__ == "__main__":
    m = MultiHeadAttention(10, 2)
    x = torch.randn(2, 3, 10)
    print(m(x, x, x).shape)
