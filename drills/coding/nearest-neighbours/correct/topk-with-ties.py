import torch


def nearest_neighbours(queries, points, k):
    """All points up to the k-th distance are candidates; their order of index decides ties."""
    q2 = torch.einsum("qd,qd->q", queries, queries)
    p2 = torch.einsum("nd,nd->n", points, points)
    d2 = torch.relu(q2[:, None] + p2 - 2 * torch.einsum("qd,nd->qn", queries, points))
    cut = d2.topk(k, dim=1, largest=False).values[:, -1:]
    ranked = torch.where(d2 <= cut, d2, torch.full_like(d2, float("inf")))
    order = ranked.sort(dim=1, stable=True)[1][:, :k]
    return [torch.sqrt(d2.gather(1, order)), order]


if __name__ == "__main__":
    x = torch.randn(6, 3)
    print(nearest_neighbours(x, x, 2)[0].shape)
