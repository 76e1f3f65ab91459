"""A pair is a complex number, and turning it is a product; any leading axes."""
import math

import torch


def apply_rope(x: torch.Tensor, positions: torch.Tensor, base: float = 10000.0) -> torch.Tensor:
    d = x.shape[-1]
    theta = torch.exp(torch.arange(d // 2, dtype=torch.float64) * (-2 * math.log(base) / d))
    angle = positions.to(torch.float64).unsqueeze(-1) * theta
    turn = torch.polar(torch.ones_like(angle), angle)
    z = torch.view_as_complex(x.to(torch.float64).reshape(*x.shape[:-1], d // 2, 2).contiguous())
    return torch.view_as_real(z * turn).flatten(-2).to(x.dtype)


if __name__ == "__main__":
    out = apply_rope(torch.randn(1, 2, 3, 8), torch.tensor([7, 8, 9]))
    print("rotated:", out.shape)
