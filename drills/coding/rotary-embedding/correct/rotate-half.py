"""The halves of LLaMA in the transformers library: rotate_half and doubled tables."""
import torch


def rotate_half(x):
    x1, x2 = x.chunk(2, dim=-1)
    return torch.cat([-x2, x1], dim=-1)


def apply_rope(x, positions, base=10000.0):
    dim = x.size(-1)
    inv_freq = 1.0 / (base ** (torch.arange(0, dim, 2).float() / dim))
    freqs = torch.outer(positions.float(), inv_freq)
    emb = torch.cat([freqs, freqs], dim=-1)
    cos, sin = emb.cos(), emb.sin()
    return (x.float() * cos + rotate_half(x.float()) * sin).to(x.dtype)


if __name__ == "__main__":
    q = torch.randn(2, 4, 6, 16)
    print(apply_rope(q, torch.arange(6)).shape)
