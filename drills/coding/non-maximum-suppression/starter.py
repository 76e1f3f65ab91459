import torch


def iou(boxes_a, boxes_b):
    """(N, 4) and (M, 4) boxes as (x1, y1, x2, y2) -> (N, M) intersections over unions."""
    # Start here: where does the overlap of two boxes begin and end on each axis?
    raise NotImplementedError


def nms(boxes, scores, iou_threshold=0.5):
    """(N, 4) boxes and (N,) scores -> int64 indices of the boxes to keep, highest score first."""
    raise NotImplementedError


if __name__ == "__main__":
    boxes = torch.tensor([[0.0, 0.0, 4.0, 4.0], [1.0, 0.0, 5.0, 4.0], [2.0, 0.0, 6.0, 4.0]])
    print(iou(boxes[:1], boxes))  # expected: tensor([[1.0000, 0.6000, 0.3333]])
    kept = nms(boxes, torch.tensor([0.9, 0.8, 0.7]))
    print(kept)  # expected: tensor([0, 2])
    print(kept.shape)  # expected: torch.Size([2])
