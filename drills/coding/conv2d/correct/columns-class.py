from dataclasses import dataclass

import torch


@dataclass
class Geometry:
    kernel: int
    stride: int
    padding: int

    def size(self, length: int) -> int:
        return 1 + (length + 2 * self.padding - self.kernel) // self.stride

    def places(self, length: int) -> torch.Tensor:
        """(output, kernel): the index in the padded axis of each tap of each window."""
        starts = torch.arange(self.size(length)) * self.stride
        return starts[:, None] + torch.arange(self.kernel)


def conv2d(x, weight, bias=None, stride=1, padding=0):
    batch, channels, height, width = x.shape
    outputs, _, kernel_height, kernel_width = weight.shape
    vertical = Geometry(kernel_height, stride, padding)
    horizontal = Geometry(kernel_width, stride, padding)
    padded = torch.nn.functional.pad(x, (padding,) * 4)
    rows, columns = vertical.places(height), horizontal.places(width)
    patches = padded[:, :, rows[:, None, :, None], columns[None, :, None, :]]
    patches = patches.permute(0, 2, 3, 1, 4, 5).reshape(-1, weight[0].numel())
    product = patches @ weight.reshape(outputs, -1).t()
    if bias is not None:
        product = product + bias
    shape = (batch, vertical.size(height), horizontal.size(width), outputs)
    return product.reshape(shape).permute(0, 3, 1, 2)


if __name__ == "__main__":
    print(conv2d(torch.randn(2, 3, 6, 6), torch.randn(4, 3, 2, 2), stride=2).size())
