import torch


def nearest(point, centers):
    best, best_distance = 0, float("inf")
    for k, center in enumerate(centers):
        distance = torch.sqrt(torch.sum((point - center) ** 2))
        if distance < best_distance:
            best, best_distance = k, distance
    return best


def kmeans(points, centers, max_iters=100):
    centers = [center.clone() for center in centers]
    labels = [-1] * len(points)
    for iteration in range(max_iters):
        changed = False
        for i, point in enumerate(points):
            k = nearest(point, centers)
            if k != labels[i]:
                labels[i] = k
                changed = True
        if not changed:
            break
        for k in range(len(centers)):
            members = [points[i] for i in range(len(points)) if labels[i] == k]
            if members:
                centers[k] = sum(members) / len(members)
    return torch.stack(centers), torch.tensor(labels)


if __name__ == "__main__":
    centers, labels = kmeans(torch.randn(8, 2), torch.randn(2, 2))
    print(centers.shape)
