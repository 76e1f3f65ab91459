import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        d = d_model // num_heads
        self.scale = d ** -0.5
        self.w_in = nn.Parameter(torch.randn(3, num_heads, d_model, d) / d_model ** 0.5)
        self.w_out = nn.Parameter(torch.randn(num_heads, d, d_model) / d_model ** 0.5)

    def forward(self, query, key, value, mask=None):
        x = torch.stack([query, key, value])                      # (3, B, T, D)
        q, k, v = torch.einsum("nbtm,nhmd->nbhtd", x, self.w_in)  # each (B, H, T, d)
        s = q @ k.transpose(-1, -2) * self.scale
        if mask is not None:
            s = s.masked_fill(~mask, float("-inf"))
        return torch.einsum("bhts,bhsd,hdm->btm", s.softmax(-1), v, self.w_out)


if __name__ == "__main__":
    layer = MultiHeadAttention(32, 4)
    x = torch.randn(2, 6, 32)
    output = layer(x, x, x)
    print(output.shape)
