import torch


def nearest_neighbours(queries, points, k):
    """(Q, D), (N, D) -> Euclidean distances and indices of the k nearest points, both (Q, k)."""
    query_norms = queries.square().sum(dim=1)[:, None]  # (Q, 1)
    point_norms = points.square().sum(dim=1)[None, :]  # (1, N)
    # |q - p|^2 = |q|^2 - 2 q.p + |p|^2: one matrix product, and no (Q, N, D) tensor.
    squares = query_norms - 2 * queries @ points.T + point_norms
    # Rounding can leave a small negative number where query and point coincide.
    distances = squares.clamp(min=0).sqrt()
    # topk would be faster, but promises nothing about ties.
    distances, indices = distances.sort(dim=1, stable=True)
    return distances[:, :k], indices[:, :k]


if __name__ == "__main__":
    torch.manual_seed(0)
    points = torch.randn(100, 8)
    queries = torch.randn(5, 8)
    distances, indices = nearest_neighbours(queries, points, k=3)

    expected = torch.cdist(queries, points).topk(3, largest=False)
    assert torch.allclose(distances, expected.values, atol=1e-3)
    assert torch.equal(indices, expected.indices)

    # Every point is its own nearest neighbour.
    assert torch.equal(nearest_neighbours(points, points, k=1)[1][:, 0], torch.arange(100))
    print(distances.shape, indices.shape)  # torch.Size([5, 3]) torch.Size([5, 3])
