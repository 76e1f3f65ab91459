import torch
from torch import nn


def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5
    if mask is not None:
        scores = scores.masked_fill(mask == 0, float("-inf"))
    return scores.softmax(dim=-1) @ v


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.w_q = nn.Parameter(torch.randn(d_model, d_model) * 0.1)
        self.w_k = nn.Parameter(torch.randn(d_model, d_model) * 0.1)
        self.w_v = nn.Parameter(torch.randn(d_model, d_model) * 0.1)
        self.w_o = nn.Parameter(torch.randn(d_model, d_model) * 0.1)

    def forward(self, query, key, value, mask=None):
        q = (query @ self.w_q).chunk(self.num_heads, dim=-1)
        k = (key @ self.w_k).chunk(self.num_heads, dim=-1)
        v = (value @ self.w_v).chunk(self.num_heads, dim=-1)
        heads = [attention(q[i], k[i], v[i]) for i in range(self.num_heads)]
        return torch.cat(heads, dim=-1) @ self.w_o


if __name__ == "__main__":
    layer = MultiHeadAttention(12, 4)
    x = torch.randn(3, 5, 12)
    y = layer(x, x, x)
    print(y.shape)
