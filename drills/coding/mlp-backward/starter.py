import torch


def mlp_forward(x, y, W1, b1, W2, b2):
    """
    x: (B, D)   y: (B,) class indices   W1: (D, H)   b1: (H,)   W2: (H, C)   b2: (C,)

    Returns the mean cross-entropy, and a cache of what the backward pass needs.
    """
    # Start here: what will the backward pass need again?
    raise NotImplementedError


def mlp_backward(cache):
    """Returns the gradients of that loss: a dict with the keys W1, b1, W2 and b2."""
    raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    B, D, H, C = 6, 5, 4, 3
    x, y = torch.randn(B, D), torch.randint(C, (B,))
    W1, b1, W2, b2 = torch.randn(D, H), torch.randn(H), torch.randn(H, C), torch.randn(C)
    loss, cache = mlp_forward(x, y, W1, b1, W2, b2)
    for name, gradient in mlp_backward(cache).items():
        print(name, gradient.shape)  # expected: the shape of the parameter
