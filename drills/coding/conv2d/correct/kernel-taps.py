import torch


def pair(value):
    return (value, value) if isinstance(value, int) else tuple(value)


def conv2d(x, weight, bias=None, stride=1, padding=0):
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    N, C, H, W = x.shape
    O, _, KH, KW = weight.shape
    xp = x.new_zeros(N, C, H + 2 * ph, W + 2 * pw)
    xp[:, :, ph : ph + H, pw : pw + W] = x
    OH, OW = (H + 2 * ph - KH) // sh + 1, (W + 2 * pw - KW) // sw + 1
    y = torch.zeros(N, O, OH, OW, dtype=x.dtype, device=x.device)
    for a in range(KH):
        for b in range(KW):
            part = xp[:, :, a : a + sh * (OH - 1) + 1 : sh, b : b + sw * (OW - 1) + 1 : sw]
            y = y + torch.einsum("nchw,oc->nohw", part, weight[:, :, a, b])
    if bias is not None:
        y = y + bias.reshape(1, O, 1, 1)
    return y


if __name__ == "__main__":
    print(tuple(conv2d(torch.randn(1, 2, 5, 5), torch.randn(3, 2, 2, 2), stride=(2, 1)).shape))
