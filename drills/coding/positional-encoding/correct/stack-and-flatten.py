"""Sine and cosine stacked and flattened, in a parameter that is not trained."""
import torch
from torch import nn


def sinusoids(length, width):
    rates = 1.0 / 10000.0 ** (torch.arange(0, width, 2) / width)
    phases = torch.einsum("t,i->ti", torch.arange(length).to(rates.dtype), rates)
    return torch.stack((phases.sin(), phases.cos()), dim=-1).flatten(1)[:, :width]


class PositionalEncoding(nn.Module):
    def __init__(self, d_model, max_len=5000):
        super().__init__()
        self.weight = nn.Parameter(sinusoids(max_len, d_model), requires_grad=False)

    def forward(self, x):
        rows = self.weight.narrow(0, 0, x.shape[1])
        return torch.add(x, rows.unsqueeze(0).expand_as(x))


if __name__ == "__main__":
    print(PositionalEncoding(8)(torch.zeros(2, 3, 8)).shape)
