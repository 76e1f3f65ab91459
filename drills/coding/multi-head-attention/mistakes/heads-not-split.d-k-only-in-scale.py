import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        assert d_model % num_heads == 0
        self.num_heads = num_heads
        self.d_k = d_model // num_heads
        self.W_q = nn.Linear(d_model, num_heads * self.d_k)
        self.W_k = nn.Linear(d_model, num_heads * self.d_k)
        self.W_v = nn.Linear(d_model, num_heads * self.d_k)
        self.W_o = nn.Linear(num_heads * self.d_k, d_model)

    def forward(self, query, key, value, mask=None):
        Q, K, V = self.W_q(query), self.W_k(key), self.W_v(value)
        # all heads at once
        attn = (Q @ K.transpose(-2, -1)) / self.d_k ** 0.5
        if mask is not None:
            attn = attn.masked_fill(~mask.reshape(-1, *mask.shape[-2:]), -1e9)
        attn = attn.softmax(dim=-1)
        return self.W_o(attn @ V), attn


if __name__ == "__main__":
    layer = MultiHeadAttention(32, 4)
    x, y = torch.randn(2, 3, 32), torch.randn(2, 6, 32)
    out, _ = layer(x, y, y)
    print(out.shape)
