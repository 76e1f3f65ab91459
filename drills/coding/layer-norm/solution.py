import torch
import torch.nn as nn


class LayerNorm(nn.Module):
    """Normalises every vector of `dim` numbers by itself, with a learned gain and bias."""

    def __init__(self, dim, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.gain = nn.Parameter(torch.ones(dim))
        self.bias = nn.Parameter(torch.zeros(dim))

    def forward(self, x):
        """x: (..., dim); returns the same shape."""
        mean = x.mean(dim=-1, keepdim=True)
        centred = x - mean
        # Divided by dim and not by dim - 1: this describes the vector, it estimates nothing.
        variance = centred.pow(2).mean(dim=-1, keepdim=True)
        normalised = centred / torch.sqrt(variance + self.eps)
        return normalised * self.gain + self.bias


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(2, 5, 8) * 3 + 7
    norm = LayerNorm(8)
    assert torch.allclose(norm(x), nn.LayerNorm(8)(x), atol=1e-5)

    # Each position is normalised by itself: a change of one leaves the others alone.
    changed = x.clone()
    changed[0, 0] += torch.randn(8)
    assert torch.equal(norm(changed)[:, 1:], norm(x)[:, 1:])

    out = norm(x)
    print(out.mean(-1).abs().max().item())  # about 0
    print(out.shape)  # torch.Size([2, 5, 8])
