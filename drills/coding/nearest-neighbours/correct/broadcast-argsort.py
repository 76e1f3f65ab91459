import torch


def nearest_neighbours(queries, points, k):
    diff = queries.unsqueeze(1) - points.unsqueeze(0)
    dist = torch.linalg.norm(diff, dim=-1)
    order = torch.sort(dist, dim=-1, stable=True).indices
    indices = order[:, :k]
    return torch.gather(dist, 1, indices), indices


if __name__ == "__main__":
    d, i = nearest_neighbours(torch.randn(2, 3), torch.randn(6, 3), 4)
    print(d.shape, i.shape)
