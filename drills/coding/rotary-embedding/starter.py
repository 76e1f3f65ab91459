import torch


def apply_rope(x, positions, base=10000.0):
    """
    x:         queries or keys, (B, H, T, d) with d even
    positions: (T,) integers, in any order; they need not start at zero

    Returns a new tensor of that shape and dtype, with every pair of features turned by its angle.
    """
    # Start here: one frequency per pair, then one angle per position and pair.
    raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    q = torch.randn(1, 2, 3, 8)
    k = torch.randn(1, 2, 3, 8)
    near = apply_rope(q, torch.tensor([4, 5, 6])) * apply_rope(k, torch.tensor([1, 1, 1]))
    far = apply_rope(q, torch.tensor([504, 505, 506])) * apply_rope(k, torch.tensor([501, 501, 501]))
    print((near.sum(-1) - far.sum(-1)).abs().max())  # expected: about 0
    print(near.shape)  # expected: torch.Size([1, 2, 3, 8])
