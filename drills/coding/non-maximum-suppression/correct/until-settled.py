import torch


def iou(boxes_a, boxes_b):
    a, b = boxes_a.reshape(-1, 1, 4), boxes_b.reshape(1, -1, 4)
    size = (torch.min(a[..., 2:], b[..., 2:]) - torch.max(a[..., :2], b[..., :2])).clamp_(0)
    inter = size.prod(-1)
    total = (a[..., 2:] - a[..., :2]).prod(-1) + (b[..., 2:] - b[..., :2]).prod(-1)
    return torch.nan_to_num(inter / (total - inter))


def nms(boxes, scores, iou_threshold=0.5):
    """Whether a box stays depends on better ones only, so repeating the rule for all settles."""
    order = torch.sort(-scores, stable=True)[1]
    table = iou(boxes[order], boxes[order])
    beats = torch.triu(table > iou_threshold, diagonal=1)
    alive = torch.ones(len(order), dtype=torch.bool)
    while True:
        after = ~(beats & alive[:, None]).any(dim=0)
        if torch.equal(after, alive):
            return order[alive]
        alive = after


if __name__ == "__main__":
    x = torch.tensor([[0.0, 0.0, 3.0, 3.0], [0.0, 1.0, 3.0, 4.0], [5.0, 5.0, 6.0, 6.0]])
    print(nms(x, torch.tensor([0.5, 0.9, 0.7])).shape)
