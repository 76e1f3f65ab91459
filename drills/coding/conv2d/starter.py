import torch


def conv2d(x, weight, bias=None, stride=1, padding=0):
    """
    x:      (N, Cin, H, W)
    weight: (Cout, Cin, kH, kW)
    bias:   (Cout,) or None

    Returns (N, Cout, Ho, Wo).
    """
    # Start here: how large is the output?
    raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(2, 3, 7, 6)
    weight, bias = torch.randn(4, 3, 3, 2), torch.randn(4)
    print(conv2d(x, weight, bias, stride=2, padding=1).shape)  # expected: torch.Size([2, 4, 4, 4])
