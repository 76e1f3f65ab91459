"""Unfold and a linear layer; positions from an embedding, added before joining."""
import torch
import torch.nn.functional as F
from torch import nn


class PatchEmbedding(nn.Module):
    def __init__(self, image_size, patch_size, in_channels, d_model, dropout=0.0):
        super().__init__()
        self.patch_size = patch_size
        self.n_patches = (image_size // patch_size) ** 2
        self.linear = nn.Linear(in_channels * patch_size**2, d_model)
        self.cls = nn.Parameter(torch.zeros(d_model))
        self.pos = nn.Embedding(self.n_patches + 1, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, images):
        columns = F.unfold(images, self.patch_size, stride=self.patch_size)
        x = self.linear(columns.transpose(1, 2))
        x = x + self.pos.weight[1:]
        cls = (self.cls + self.pos.weight[0]).repeat(images.shape[0], 1, 1)
        return self.dropout(torch.cat((cls, x), 1))


if __name__ == "__main__":
    print(PatchEmbedding(8, 4, 3, 6)(torch.randn(2, 3, 8, 8)).shape)
