import torch
import torch.nn as nn


class RMSNorm(nn.Module):
    """Divides every vector of `dim` numbers by its root mean square, with a learned gain."""

    def __init__(self, dim, eps=1e-6):
        super().__init__()
        self.eps = eps
        self.gain = nn.Parameter(torch.ones(dim))

    def forward(self, x):
        """x: (..., dim); returns the same shape."""
        # The square of 256 overflows float16, and bfloat16 keeps only 8 significant bits.
        wide = x.float() if x.dtype in (torch.float16, torch.bfloat16) else x
        mean_square = wide.pow(2).mean(dim=-1, keepdim=True)
        normalised = wide * torch.rsqrt(mean_square + self.eps)
        return normalised.to(x.dtype) * self.gain


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(2, 5, 8) * 3 + 1
    norm = RMSNorm(8)
    out = norm(x)
    assert torch.allclose(out.pow(2).mean(-1), torch.ones(2, 5), atol=1e-4)
    assert torch.equal(norm(torch.zeros(1, 8)), torch.zeros(1, 8))

    # Without a mean to remove, layer norm and RMS norm are the same.
    centred = x - x.mean(-1, keepdim=True)
    assert torch.allclose(norm(centred), nn.LayerNorm(8, eps=1e-6)(x), atol=1e-5)

    print(norm.half()(torch.full((1, 8), 1000.0).half()))  # ones, where squares would overflow
    print(out.shape)  # torch.Size([2, 5, 8])
