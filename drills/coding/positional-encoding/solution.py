import math

import torch
from torch import nn


class PositionalEncoding(nn.Module):
    """Adds the sinusoidal encoding of its position to every token."""

    def __init__(self, d_model, max_len=5000):
        super().__init__()
        position = torch.arange(max_len).unsqueeze(1)  # (max_len, 1)
        even = torch.arange(0, d_model, 2)  # 2i
        frequency = torch.exp(-math.log(10000.0) * even / d_model)
        angle = position * frequency  # (max_len, ceil(d_model / 2))
        table = torch.zeros(max_len, d_model)
        table[:, 0::2] = torch.sin(angle)
        table[:, 1::2] = torch.cos(angle[:, : d_model // 2])  # an odd width has one cosine fewer
        self.register_buffer("table", table, persistent=False)

    def forward(self, x):
        """x: (B, T, d_model) with T <= max_len; returns a new tensor of the same shape."""
        return x + self.table[: x.shape[1]]


if __name__ == "__main__":
    encoding = PositionalEncoding(d_model=16)
    table = encoding(torch.zeros(1, 50, 16))[0]
    assert table[0].sum() == 8  # half of the columns are cosines of 0
    assert not list(encoding.parameters())

    products = table @ table.T  # depend on the distance of two positions only
    assert torch.allclose(products[10, 13], products[30, 33], atol=1e-4)
    print(encoding(torch.zeros(2, 5, 16)).shape)  # torch.Size([2, 5, 16])
