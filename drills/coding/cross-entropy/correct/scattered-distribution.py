from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass
class TargetDistribution:
    """The distribution that the model should predict, one row an example."""

    classes: int
    smoothing: float

    def __call__(self, labels: Tensor, like: Tensor) -> Tensor:
        share = self.smoothing / self.classes
        rows = torch.full((len(labels), self.classes), share, dtype=like.dtype, device=like.device)
        return rows.scatter_(1, labels[:, None], 1.0 - self.smoothing + share)


class CrossEntropy:
    def __init__(self, ignore_index: int, smoothing: float) -> None:
        self.ignore_index = ignore_index
        self.smoothing = smoothing

    def __call__(self, logits: Tensor, target: Tensor) -> Tensor:
        labels = target.clone()
        ignored = labels == self.ignore_index
        labels[ignored] = 0
        wanted = TargetDistribution(logits.size(1), self.smoothing)(labels, logits)
        wanted[ignored] = 0.0
        return -(wanted * logits.log_softmax(1)).sum() / (~ignored).sum()


def cross_entropy(logits, target, ignore_index=-100, label_smoothing=0.0):
    return CrossEntropy(ignore_index, label_smoothing)(logits, target)


if __name__ == "__main__":
    loss = cross_entropy(torch.randn(8, 5), torch.randint(0, 5, (8,)))
    print("loss", loss.item(), "shape", tuple(loss.shape))
