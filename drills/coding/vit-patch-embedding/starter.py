import torch
from torch import nn


class PatchEmbedding(nn.Module):
    """Turns images into the tokens that a Vision Transformer reads."""

    def __init__(self, image_size, patch_size, in_channels, d_model):
        super().__init__()
        # Start here: what is learned? How many patches are there?
        raise NotImplementedError

    def forward(self, images):
        """images: (B, in_channels, image_size, image_size); returns (B, 1 + N, d_model)."""
        raise NotImplementedError


if __name__ == "__main__":
    embed = PatchEmbedding(image_size=32, patch_size=8, in_channels=3, d_model=64)
    print(embed(torch.randn(2, 3, 32, 32)).shape)  # expected: torch.Size([2, 17, 64])
