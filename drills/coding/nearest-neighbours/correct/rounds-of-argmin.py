import torch


def nearest_neighbours(queries, points, k):
    remaining = ((queries[:, None, :] - points[None, :, :]) ** 2).sum(-1)
    rows = torch.arange(len(queries))
    found = []
    for _ in range(k):
        best = remaining.argmin(dim=1)
        found.append((remaining[rows, best].sqrt(), best))
        remaining[rows, best] = float("inf")
    distances, indices = zip(*found)
    return torch.stack(distances, dim=1), torch.stack(indices, dim=1)


if __name__ == "__main__":
    print(nearest_neighbours(torch.randn(2, 3), torch.randn(6, 3), 4)[0].shape)
