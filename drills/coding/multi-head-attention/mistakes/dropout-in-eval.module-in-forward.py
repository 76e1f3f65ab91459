import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads, p=0.2):
        super().__init__()
        self.num_heads, self.p = num_heads, p
        self.in_q = nn.Linear(d_model, d_model, bias=False)
        self.in_k = nn.Linear(d_model, d_model, bias=False)
        self.in_v = nn.Linear(d_model, d_model, bias=False)
        self.out = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = (
            f(x).unflatten(-1, (self.num_heads, -1)).transpose(1, 2)
            for f, x in ((self.in_q, query), (self.in_k, key), (self.in_v, value))
        )
        scores = q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5
        if mask is not None:
            scores = scores.masked_fill(~mask, -torch.inf)
        weights = torch.softmax(scores, dim=-1)
        y = self.out((weights @ v).transpose(1, 2).flatten(2))
        return nn.Dropout(self.p)(y)


if __name__ == "__main__":
    m = MultiHeadAttention(18, 3).eval()
    x, y = torch.randn(2, 2, 18), torch.randn(2, 7, 18)
    print(m(x, y, y).shape)
