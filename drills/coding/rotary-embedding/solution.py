import torch


def apply_rope(x, positions, base=10000.0):
    """
    x:         queries or keys, (B, H, T, d) with d even
    positions: (T,) integers; they need not start at zero

    Returns a new tensor: the pair of features (2i, 2i + 1) is turned by position * base^(-2i/d).
    """
    d = x.shape[-1]
    # float32 at least: bfloat16 cannot tell position 1000 from 1001.
    exponents = torch.arange(0, d, 2, device=x.device, dtype=torch.float32) / d
    frequencies = base ** -exponents                        # (d/2,)
    angles = positions.float()[:, None] * frequencies       # (T, d/2)
    cos, sin = angles.cos(), angles.sin()

    u, v = x[..., 0::2], x[..., 1::2]                       # (B, H, T, d/2) each
    turned_u = u * cos - v * sin
    turned_v = u * sin + v * cos
    turned = torch.stack([turned_u, turned_v], dim=-1)      # (B, H, T, d/2, 2)
    return turned.flatten(-2).to(x.dtype)


if __name__ == "__main__":
    torch.manual_seed(0)
    q, k = torch.randn(2, 1, 2, 1, 8)

    # Position 0 changes nothing, and norms stay as they are.
    assert torch.equal(apply_rope(q, torch.tensor([0])), q)
    far = apply_rope(q, torch.tensor([900]))
    assert torch.allclose(far.norm(dim=-1), q.norm(dim=-1))

    # A score depends on the difference of the positions only.
    def score(query_at, key_at):
        query, key = apply_rope(q, torch.tensor([query_at])), apply_rope(k, torch.tensor([key_at]))
        return (query * key).sum(dim=-1)

    print(score(7, 3).flatten(), score(504, 500).flatten())  # equal up to rounding
    print(far.shape)  # torch.Size([1, 2, 1, 8])
