import torch


def ueberlappung(a, b):
    breite = min(a[2], b[2]) - max(a[0], b[0])
    hoehe = min(a[3], b[3]) - max(a[1], b[1])
    if breite <= 0 or hoehe <= 0:
        return 0.0
    schnitt = breite * hoehe
    flaeche_a = (a[2] - a[0]) * (a[3] - a[1])
    flaeche_b = (b[2] - b[0]) * (b[3] - b[1])
    return schnitt / (flaeche_a + flaeche_b - schnitt)


def iou(boxes_a, boxes_b):
    tabelle = boxes_a.new_zeros(len(boxes_a), len(boxes_b))
    for i, a in enumerate(boxes_a.tolist()):
        for j, b in enumerate(boxes_b.tolist()):
            tabelle[i, j] = ueberlappung(a, b)
    return tabelle


def nms(boxes, scores, iou_threshold=0.5):
    kaesten, werte = boxes.tolist(), scores.tolist()
    reihenfolge = sorted(range(len(werte)), key=lambda i: -werte[i])
    behalten = []
    for i in reihenfolge:
        for j in behalten:
            if ueberlappung(kaesten[i], kaesten[j]) > iou_threshold:
                break
        else:
            behalten.append(i)
    return behalten


if __name__ == "__main__":
    print(iou(torch.rand(2, 4).sort(1).values, torch.rand(3, 4).sort(1).values).shape)
