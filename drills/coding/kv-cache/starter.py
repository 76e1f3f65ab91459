import torch
from torch import nn


class CausalSelfAttention(nn.Module):
    """Multi-head causal self-attention that takes a sequence piece by piece."""

    def __init__(self, d_model, num_heads):
        super().__init__()
        # Start here: the projections.
        raise NotImplementedError

    def forward(self, x, cache=None):
        """
        x:     the T new positions, (B, T, d_model)
        cache: what the previous call returned, or None for a new sequence

        Returns (output, cache), with the output (B, T, d_model) for the new positions only.
        """
        raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    attention = CausalSelfAttention(d_model=16, num_heads=4)
    x = torch.randn(2, 5, 16)
    whole, _ = attention(x)
    first, cache = attention(x[:, :3])
    second, cache = attention(x[:, 3:], cache)
    print((torch.cat([first, second], dim=1) - whole).abs().max())  # expected: about 0
    print(whole.shape)  # expected: torch.Size([2, 5, 16])
