import torch
from torch import nn


def attend(q, k, v, mask):
    scores = q @ k.transpose(-2, -1) / q.size(-1) ** 0.5
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = scores.softmax(dim=-1)
    return weights, weights @ v


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.lin_q = nn.Linear(d_model, d_model, bias=False)
        self.lin_k = nn.Linear(d_model, d_model, bias=False)
        self.lin_v = nn.Linear(d_model, d_model, bias=False)
        self.lin_o = nn.Linear(d_model, d_model, bias=False)

    def heads(self, x):
        return torch.stack(x.chunk(self.num_heads, dim=-1), dim=1)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.heads(self.lin_q(query)), self.heads(self.lin_k(key)), self.heads(self.lin_v(value))
        weights, context = attend(q, k, v, mask)
        return weights, self.lin_o(torch.cat(context.unbind(1), dim=-1))


if __name__ == "__main__":
    layer = MultiHeadAttention(16, 2)
    x = torch.randn(3, 4, 16)
    weights, output = layer(x, x, x)
    print(weights.shape, output.shape)
