import torch
from torch import nn


class TransformerBlock(nn.Module):
    """Pre-norm self-attention and a SwiGLU feed-forward network."""

    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        # Start here: which layers have weights, and how wide is each?
        raise NotImplementedError

    def forward(self, x, mask=None):
        """
        x:    (B, T, d_model)
        mask: None, or boolean (T, T) or (B, 1, T, T); True = may attend

        Returns (B, T, d_model), or a tuple that begins with it.
        """
        raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    block = TransformerBlock(d_model=64, num_heads=4, d_ff=176)
    x = torch.randn(2, 5, 64)
    print(block(x).shape)  # expected: torch.Size([2, 5, 64])
