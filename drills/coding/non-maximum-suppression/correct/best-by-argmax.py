from __future__ import annotations

import torch
from torch import Tensor


def pairwise_sides(a: Tensor, b: Tensor, axis: int) -> Tensor:
    low = torch.maximum(a[:, axis].unsqueeze(1), b[:, axis].unsqueeze(0))
    high = torch.minimum(a[:, axis + 2].unsqueeze(1), b[:, axis + 2].unsqueeze(0))
    return torch.clamp(high - low, min=0)


def iou(boxes_a: Tensor, boxes_b: Tensor) -> Tensor:
    overlap = pairwise_sides(boxes_a, boxes_b, 0) * pairwise_sides(boxes_a, boxes_b, 1)
    size_a, size_b = ((box[:, 2:] - box[:, :2]).prod(dim=1) for box in (boxes_a, boxes_b))
    union = size_a.view(-1, 1) + size_b.view(1, -1) - overlap
    return torch.where(union > 0, overlap / union, torch.zeros_like(union))


def nms(boxes: Tensor, scores: Tensor, iou_threshold: float = 0.5) -> Tensor:
    table = iou(boxes, boxes)
    left = scores.clone()
    chosen: list[int] = []
    while (left > -torch.inf).any():
        top = int(left.argmax())
        chosen.append(top)
        left[table[top] > iou_threshold] = -torch.inf
        left[top] = -torch.inf
    return torch.tensor(chosen, dtype=torch.int64, device=boxes.device)


if __name__ == "__main__":
    found = nms(torch.tensor([[0.0, 0.0, 2.0, 2.0], [0.0, 1.0, 2.0, 3.0]]), torch.tensor([0.2, 0.4]))
    print(found, found.shape)
