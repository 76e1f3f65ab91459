from __future__ import annotations

import torch
from torch import Tensor, nn


class InfoNCE(nn.Module):
    """What is lost when each row has to find its partner among the columns."""

    def forward(self, logits: Tensor) -> Tensor:
        positive = torch.diagonal(logits)
        return (torch.logsumexp(logits, dim=1) - positive).mean()


class SymmetricLoss(nn.Module):
    def __init__(self, temperature: float | Tensor) -> None:
        super().__init__()
        self.scale = 1.0 / temperature
        self.one_way = InfoNCE()

    def forward(self, images: Tensor, texts: Tensor) -> Tensor:
        lengths = images.norm(dim=1)[:, None] * texts.norm(dim=1)[None, :]
        logits = self.scale * (images @ texts.T) / lengths
        return torch.stack([self.one_way(logits), self.one_way(logits.T)]).mean()


def clip_loss(image_features, text_features, temperature=0.07):
    return SymmetricLoss(temperature)(image_features, text_features)


if __name__ == "__main__":
    print("loss:", clip_loss(torch.randn(2, 4), torch.randn(2, 4)).shape)
