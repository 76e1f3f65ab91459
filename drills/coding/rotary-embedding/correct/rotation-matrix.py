"""One block-diagonal rotation matrix a position, applied with einsum."""
import torch


def rotation(position, d, base):
    blocks = []
    for i in range(d // 2):
        a = position.double() / base ** (2 * i / d)
        blocks.append(torch.stack([a.cos(), -a.sin(), a.sin(), a.cos()]).view(2, 2))
    return torch.block_diag(*blocks)


def apply_rope(x, positions, base=10000.0):
    R = torch.stack([rotation(p, x.shape[-1], base) for p in positions])
    return torch.einsum("tij,bhtj->bhti", R, x.double()).to(x.dtype)


if __name__ == "__main__":
    q = torch.randn(2, 3, 4, 6)
    print(apply_rope(q, torch.arange(4)).shape)
