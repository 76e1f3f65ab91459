"""Windows by Tensor.unfold and one einsum; the class token is row 0 of the learned table."""
import torch
from torch import einsum, nn


class PatchEmbedding(nn.Module):
    def __init__(self, image_size, patch_size, in_channels, d_model):
        super().__init__()
        self.size = patch_size
        shape = (in_channels, patch_size, patch_size, d_model)
        self.W = nn.Parameter(torch.randn(shape) * (in_channels * patch_size**2) ** -0.5)
        self.b = nn.Parameter(torch.zeros(d_model))
        self.table = nn.Parameter(torch.randn((image_size // patch_size) ** 2 + 1, d_model) * 0.02)

    def forward(self, images):
        windows = images.unfold(2, self.size, self.size).unfold(3, self.size, self.size)
        z = einsum("bcrsij,cijd->brsd", windows, self.W) + self.b
        z = z.flatten(1, 2)
        first = torch.zeros_like(z[:, :1])
        return torch.cat([first, z], dim=1) + self.table


if __name__ == "__main__":
    print(PatchEmbedding(8, 4, 3, 6)(torch.randn(2, 3, 8, 8)).shape)
