import torch


def kmeans(points, centers, max_iters=100):
    """
    points:  (N, D), floating point
    centers: (K, D), the initial centres, in the dtype of the points; K may exceed N

    Returns (centers, labels): (K, D), and an integer tensor (N,). Neither argument is modified.
    """
    # Start here: which centre is nearest to each point?
    raise NotImplementedError


if __name__ == "__main__":
    points = torch.tensor([[0.0, 0.0], [1.0, 0.0], [9.0, 9.0], [9.0, 8.0]])
    centers, labels = kmeans(points, points[:2].clone())
    print(labels)  # expected: tensor([0, 0, 1, 1])
    print(centers.shape)  # expected: torch.Size([2, 2])
