import torch


def area(boxes):
    return (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])


def iou(boxes_a, boxes_b):
    """(N, 4) and (M, 4) boxes as (x1, y1, x2, y2) -> (N, M) intersections over unions."""
    top_left = torch.maximum(boxes_a[:, None, :2], boxes_b[None, :, :2])
    bottom_right = torch.minimum(boxes_a[:, None, 2:], boxes_b[None, :, 2:])
    # Where boxes are disjoint, a side is negative; two negative sides would make a positive area.
    sides = (bottom_right - top_left).clamp(min=0)  # (N, M, 2)
    intersection = sides[..., 0] * sides[..., 1]
    union = area(boxes_a)[:, None] + area(boxes_b)[None, :] - intersection
    return intersection / union.clamp(min=1e-12)  # 0 / 0 would be NaN


def nms(boxes, scores, iou_threshold=0.5):
    """(N, 4) boxes and (N,) scores -> int64 indices of the boxes to keep, highest score first."""
    order = scores.sort(descending=True, stable=True).indices
    ranked = boxes[order]
    overlaps = iou(ranked, ranked) > iou_threshold  # (N, N)
    kept = torch.ones_like(order, dtype=torch.bool)
    for place in range(len(order)):
        if kept[place]:  # a box that was removed removes nothing
            kept[place + 1 :] &= ~overlaps[place, place + 1 :]
    return order[kept]


if __name__ == "__main__":
    a = torch.tensor([[0.0, 0.0, 4.0, 4.0], [9.0, 9.0, 9.0, 9.0]])
    b = torch.tensor([[1.0, 0.0, 5.0, 4.0], [8.0, 8.0, 9.0, 9.0]])
    assert torch.allclose(iou(a, b), torch.tensor([[0.6, 0.0], [0.0, 0.0]]))

    # The second box goes, so the third stays, although those two overlap by 0.6.
    boxes = torch.tensor([[2.0, 0.0, 6.0, 4.0], [1.0, 0.0, 5.0, 4.0], [0.0, 0.0, 4.0, 4.0]])
    kept = nms(boxes, torch.tensor([0.7, 0.8, 0.9]))
    assert kept.tolist() == [2, 0]
    assert nms(boxes[:0], torch.zeros(0)).shape == (0,)
    print(kept.shape)  # torch.Size([2])
