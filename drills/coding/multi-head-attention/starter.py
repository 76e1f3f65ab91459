
import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    """Multi-head attention over batch-first sequences."""

    def __init__(self, d_model, num_heads):
        """d_model: width of inputs and output. num_heads: divides d_model."""
        super().__init__()
        # Start here: the layers that hold the weights.
        raise NotImplementedError

    def forward(self, query, key, value, mask=None):
        """
        query: (B, Tq, d_model)
        key:   (B, Tk, d_model)
        value: (B, Tk, d_model)
        mask:  None, or boolean (Tq, Tk) or (B, 1, Tq, Tk); True = may attend

        Returns (B, Tq, d_model), or the pair (output, attention weights).
        """
        raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    attention = MultiHeadAttention(d_model=64, num_heads=4)
    query = torch.randn(2, 5, 64)
    memory = torch.randn(2, 7, 64)
    output = attention(query, memory, memory)
    print(output.shape)  # expected: torch.Size([2, 5, 64])
