import torch


def kmeans(points, centers, max_iters=100):
    centers = centers.clone()
    for _ in range(max_iters):
        labels = torch.cdist(points, centers).argmin(dim=1)
        new_centers = centers.clone()
        for k in range(centers.shape[0]):
            members = points[labels == k]
            if len(members) > 0:
                new_centers[k] = members.mean(dim=0)
        if torch.equal(new_centers, centers):
            break
        centers = new_centers
    return centers, labels


if __name__ == "__main__":
    c, y = kmeans(torch.randn(20, 2), torch.randn(3, 2))
    print(c.shape, y.shape)
