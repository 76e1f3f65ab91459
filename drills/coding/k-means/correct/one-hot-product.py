import torch
import torch.nn.functional as F


@torch.no_grad()
def kmeans(points, centers, max_iters=100, tol=1e-4):
    K = centers.shape[0]

    def assign(c):
        return (c.pow(2).sum(1) - 2 * points @ c.T).argmin(1)

    for step in range(max_iters):
        one_hot = F.one_hot(assign(centers), K).to(points.dtype)
        n = one_hot.sum(0).unsqueeze(1)
        updated = torch.where(n > 0, one_hot.T @ points / n, centers)
        shift = (updated - centers).abs().max()
        centers = updated
        if shift < tol:
            break
    return [centers, assign(centers)]


if __name__ == "__main__":
    x = torch.randn(30, 4)
    print(kmeans(x, x[:5])[0].shape)
