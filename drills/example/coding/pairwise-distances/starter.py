import torch


def pairwise_distances(x, y):
    """x: (N, D), y: (M, D); returns the Euclidean distances (N, M)."""
    raise NotImplementedError


if __name__ == "__main__":
    print(pairwise_distances(torch.randn(3, 5), torch.randn(4, 5)).shape)
