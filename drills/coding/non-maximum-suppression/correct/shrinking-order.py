import torch


def iou(boxes_a, boxes_b, eps=1e-6):
    ax1, ay1, ax2, ay2 = boxes_a[:, None].unbind(-1)
    bx1, by1, bx2, by2 = boxes_b.unbind(-1)
    w = torch.relu(torch.min(ax2, bx2) - torch.max(ax1, bx1))
    h = torch.relu(torch.min(ay2, by2) - torch.max(ay1, by1))
    inter = w * h
    area_a = (ax2 - ax1) * (ay2 - ay1)
    area_b = (bx2 - bx1) * (by2 - by1)
    return inter / (area_a + area_b - inter + eps)


def nms(boxes, scores, iou_threshold=0.5):
    keep = []
    order = torch.argsort(scores, descending=True, stable=True)
    while order.numel() > 0:
        best = order[0]
        keep.append(best)
        order = order[1:]
        overlap = iou(boxes[best].unsqueeze(0), boxes[order]).squeeze(0)
        order = order[overlap <= iou_threshold]
    if not keep:
        return torch.empty(0, dtype=torch.long)
    return torch.stack(keep)


if __name__ == "__main__":
    corner = torch.rand(10, 2)
    boxes = torch.cat([corner, corner + 0.5], dim=1)
    print(nms(boxes, torch.rand(10)).shape)
