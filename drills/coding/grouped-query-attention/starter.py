import torch
from torch import nn


class GroupedQueryAttention(nn.Module):
    """Self-attention in which groups of query heads share a key and value head."""

    def __init__(self, d_model, num_heads, num_kv_heads):
        """num_heads divides d_model; num_kv_heads divides num_heads."""
        super().__init__()
        # Start here: the layers that hold the weights. How wide is each?
        raise NotImplementedError

    def forward(self, x, mask=None):
        """
        x:    (B, T, d_model)
        mask: None, or boolean (T, T) or (B, 1, T, T); True = may attend

        Returns (B, T, d_model), or the pair (output, attention weights).
        """
        raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    attention = GroupedQueryAttention(d_model=64, num_heads=8, num_kv_heads=2)
    x = torch.randn(2, 5, 64)
    output = attention(x)
    print(output.shape)  # expected: torch.Size([2, 5, 64])
