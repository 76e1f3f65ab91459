import torch


def nearest_neighbours(queries, points, k):
    """
    queries: (Q, D), floating point; Q may be 0
    points:  (N, D), in the dtype of the queries
    k:       from 1 to N

    Returns (distances, indices), both (Q, k): nearest first, ties in order of index.
    """
    # Start here: how do you get all Q * N distances without a Python loop?
    raise NotImplementedError


if __name__ == "__main__":
    points = torch.tensor([[0.0, 0.0], [3.0, 4.0], [1.0, 0.0]])
    distances, indices = nearest_neighbours(points[:1], points, k=2)
    print(distances, indices)  # expected: tensor([[0., 1.]]) tensor([[0, 2]])
    print(distances.shape)  # expected: torch.Size([1, 2])
