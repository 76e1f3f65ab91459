import torch


def kmeans(points, centers, max_iters=100):
    """(N, D) points, (K, D) initial centres -> the final centres (K, D) and labels (N,)."""
    labels = None
    for _ in range(max_iters):
        # No root: it would not change the order.
        distances = (points[:, None] - centers[None]).square().sum(dim=2)  # (N, K)
        nearest = distances.argmin(dim=1)  # the lowest index if there is a tie
        if labels is not None and torch.equal(nearest, labels):
            break
        labels = nearest
        sums = torch.zeros_like(centers).index_add(0, labels, points)
        counts = torch.bincount(labels, minlength=len(centers))[:, None]
        # The clamp avoids 0/0; where no point is left, the centre stays.
        means = sums / counts.clamp(min=1)
        centers = torch.where(counts > 0, means, centers)
    return centers, labels


if __name__ == "__main__":
    torch.manual_seed(0)
    points = torch.cat([torch.randn(50, 2), torch.randn(50, 2) + 6])
    start = torch.stack([points[0], points[1], torch.tensor([99.0, 99.0])])
    centers, labels = kmeans(points, start)
    print(centers)  # near (0, 0) and (6, 6); the third centre never had a point and has not moved
    assert torch.equal(centers[2], start[2])

    # Every centre with points is their mean, and nothing changes if the algorithm goes on.
    assert torch.allclose(centers[0], points[labels == 0].mean(dim=0))
    assert torch.equal(kmeans(points, centers)[1], labels)
    print(centers.shape, labels.shape)  # torch.Size([3, 2]) torch.Size([100])
