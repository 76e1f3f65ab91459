import torch
from torch import nn


class PatchEmbedding(nn.Module):
    """Turns images into the tokens that a Vision Transformer reads."""

    def __init__(self, image_size, patch_size, in_channels, d_model):
        super().__init__()
        count = (image_size // patch_size) ** 2
        # With the stride of its kernel, a convolution applies one linear map to each patch.
        self.project = nn.Conv2d(in_channels, d_model, patch_size, stride=patch_size)
        self.class_token = nn.Parameter(torch.randn(1, 1, d_model) * 0.02)
        self.positions = nn.Parameter(torch.randn(1, 1 + count, d_model) * 0.02)

    def forward(self, images):
        """images: (B, in_channels, image_size, image_size); returns (B, 1 + N, d_model)."""
        grid = self.project(images)  # (B, d_model, n, n)
        patches = grid.flatten(2).transpose(1, 2)  # (B, N, d_model)
        token = self.class_token.expand(len(images), -1, -1)  # (B, 1, d_model)
        tokens = torch.cat([token, patches], dim=1)  # (B, 1 + N, d_model)
        return tokens + self.positions


if __name__ == "__main__":
    torch.manual_seed(0)
    embed = PatchEmbedding(image_size=32, patch_size=8, in_channels=3, d_model=64)
    images = torch.randn(2, 3, 32, 32)
    tokens = embed(images)

    changed = images.clone()
    changed[:, :, 8:16, 16:24] += 1.0  # row 1, column 2 of the grid of 4 by 4
    differs = (embed(changed) - tokens).abs().amax(dim=(0, 2)) > 1e-6
    assert differs.nonzero().flatten().tolist() == [1 + 1 * 4 + 2]
    print(tokens.shape)  # torch.Size([2, 17, 64])
