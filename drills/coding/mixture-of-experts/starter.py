import torch
from torch import nn


class MixtureOfExperts(nn.Module):
    """A feed-forward layer made of experts, of which each token uses the best top_k."""

    def __init__(self, d_model, d_ff, num_experts, top_k):
        super().__init__()
        # Start here: the router and the experts.
        raise NotImplementedError

    def forward(self, x):
        """x: (B, T, d_model); returns (output, aux_loss), where output has the shape of x."""
        raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    moe = MixtureOfExperts(d_model=16, d_ff=32, num_experts=8, top_k=2)
    output, aux_loss = moe(torch.randn(2, 5, 16))
    print(output.shape, aux_loss.item())  # expected: torch.Size([2, 5, 16]) and about 1
