import torch


def pairwise_distances(x, y):
    return torch.stack([torch.linalg.vector_norm(row - y, dim=1) for row in x])


if __name__ == "__main__":
    print(pairwise_distances(torch.randn(2, 4), torch.randn(6, 4)).shape)
