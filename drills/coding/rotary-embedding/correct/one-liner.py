"""The angle addition in one expression."""
import torch


def apply_rope(x, positions, base=10000.0):
    a = positions.view(-1, 1) / base ** (torch.arange(0, x.shape[-1], 2, dtype=torch.float) / x.shape[-1])
    return torch.stack([x[..., ::2] * a.cos() - x[..., 1::2] * a.sin(),
                        x[..., ::2] * a.sin() + x[..., 1::2] * a.cos()], -1).reshape(x.shape).to(x.dtype)


if __name__ == "__main__":
    print(apply_rope(torch.randn(1, 1, 4, 8), torch.arange(4)).shape)
