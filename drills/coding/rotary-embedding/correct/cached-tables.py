"""A class keeps tables that grow as needed; halves are written into an empty tensor."""
import torch


class Tables:
    def __init__(self):
        self.kept = {}

    def get(self, d, base, length):
        cos, sin = self.kept.get((d, base), (None, None))
        if cos is None or len(cos) < length:
            i = torch.arange(d // 2, dtype=torch.float64)
            a = torch.arange(length, dtype=torch.float64)[:, None] * base ** (-2 * i / d)
            cos, sin = self.kept[d, base] = a.cos(), a.sin()
        return cos, sin


TABLES = Tables()


def apply_rope(x, positions, base=10000.0):
    d = x.shape[-1]
    cos, sin = TABLES.get(d, base, int(positions.max()) + 1)
    c, s = cos[positions].to(x.dtype), sin[positions].to(x.dtype)
    out = torch.empty_like(x)
    first, second = x[..., : d // 2], x[..., d // 2 :]
    out[..., : d // 2] = first * c - second * s
    out[..., d // 2 :] = second * c + first * s
    return out


if __name__ == "__main__":
    y = apply_rope(torch.randn(2, 2, 5, 8), torch.arange(10, 15))
    print(y.shape)
