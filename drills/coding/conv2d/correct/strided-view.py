import torch
from torch.nn.functional import pad


def conv2d(x, weight, bias=None, stride=1, padding=0):
    x = pad(x, [padding] * 4)
    kh, kw = weight.shape[2:]
    windows = x.unfold(2, kh, stride).unfold(3, kw, stride)  # (N, C, Ho, Wo, kh, kw)
    y = torch.tensordot(windows, weight, dims=([1, 4, 5], [1, 2, 3]))  # (N, Ho, Wo, O)
    if bias is not None:
        y = y + bias
    return y.permute(0, 3, 1, 2)


if __name__ == "__main__":
    print(conv2d(torch.randn(2, 1, 4, 6), torch.randn(5, 1, 2, 3)).shape)
