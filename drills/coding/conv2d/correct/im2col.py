import torch
import torch.nn.functional as F


def conv2d(x, weight, bias=None, stride=1, padding=0):
    n, c, h, w = x.shape
    o, _, kh, kw = weight.shape
    ho = (h + 2 * padding - kh) // stride + 1
    wo = (w + 2 * padding - kw) // stride + 1
    cols = F.unfold(x, (kh, kw), padding=padding, stride=stride)  # (n, c*kh*kw, ho*wo)
    out = weight.reshape(o, -1) @ cols
    if bias is not None:
        out = out + bias.view(1, -1, 1)
    return out.view(n, o, ho, wo)


if __name__ == "__main__":
    print(conv2d(torch.randn(1, 3, 8, 8), torch.randn(6, 3, 3, 3), padding=1).shape)
