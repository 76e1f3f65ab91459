"""Reshape and permute, channels last within a patch; raw weights without a bias."""
import torch
from torch import nn


class PatchEmbedding(nn.Module):
    def __init__(self, image_size, patch_size, in_channels, d_model):
        super().__init__()
        self.p, self.n = patch_size, image_size // patch_size
        self.E = nn.Parameter(torch.randn(in_channels * patch_size**2, d_model) * 0.1)
        self.cls = nn.Parameter(torch.randn(1, 1, d_model))
        self.pos = nn.Parameter(torch.zeros(self.n**2 + 1, d_model))

    def forward(self, images):
        b, c, _, _ = images.shape
        x = images.reshape(b, c, self.n, self.p, self.n, self.p)
        x = x.permute(0, 2, 4, 3, 5, 1)
        x = x.reshape(b, self.n**2, -1) @ self.E
        out = torch.empty(b, self.n**2 + 1, x.shape[-1], dtype=x.dtype, device=x.device)
        out[:, :1] = self.cls
        out[:, 1:] = x
        return out + self.pos


if __name__ == "__main__":
    print(PatchEmbedding(8, 4, 3, 6)(torch.randn(2, 3, 8, 8)).shape)
