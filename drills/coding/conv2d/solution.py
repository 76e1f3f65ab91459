import torch
import torch.nn.functional as F


def conv2d(x, weight, bias=None, stride=1, padding=0):
    """The forward pass of a convolution, as deep learning means it: the kernel is not flipped."""
    _, _, H, W = x.shape
    _, _, kH, kW = weight.shape
    Ho = (H + 2 * padding - kH) // stride + 1
    Wo = (W + 2 * padding - kW) // stride + 1
    padded = F.pad(x, (padding, padding, padding, padding))  # left, right, top, bottom

    rows = []
    for i in range(Ho):
        row = []
        for j in range(Wo):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kH, left : left + kW]
            row.append(torch.einsum("ncab,ocab->no", window, weight))
        rows.append(torch.stack(row, dim=-1))
    out = torch.stack(rows, dim=-2)  # (N, Cout, Ho, Wo)

    if bias is not None:
        out = out + bias[:, None, None]
    return out


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(2, 3, 7, 6)
    weight, bias = torch.randn(4, 3, 3, 2), torch.randn(4)
    for stride in (1, 2, 3):
        for padding in (0, 1, 2):
            out = conv2d(x, weight, bias, stride, padding)
            assert torch.allclose(out, F.conv2d(x, weight, bias, stride, padding), atol=1e-4)

    # A kernel with a single 1 in its upper left corner copies the input.
    corner = torch.zeros(1, 1, 2, 2)
    corner[0, 0, 0, 0] = 1
    image = torch.arange(9.0).view(1, 1, 3, 3)
    assert torch.equal(conv2d(image, corner), image[..., :2, :2])

    print(conv2d(x, weight, bias, stride=2, padding=1).shape)  # torch.Size([2, 4, 4, 4])
