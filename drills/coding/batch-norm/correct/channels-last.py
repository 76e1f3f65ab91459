import torch
from torch import nn


class BatchNorm2d(nn.Module):
    """The channels become the last axis, so that vectors of C numbers line up by themselves."""

    def __init__(self, num_features, eps=1e-5, momentum=0.1, affine=True):
        super().__init__()
        self.eps, self.momentum = eps, momentum
        self.weight = nn.Parameter(torch.ones(num_features)) if affine else None
        self.bias = nn.Parameter(torch.zeros(num_features)) if affine else None
        self.register_buffer("mean", torch.zeros(num_features))
        self.register_buffer("var", torch.ones(num_features))
        self.register_buffer("num_batches_tracked", torch.tensor(0))

    def forward(self, x):
        rows = x.permute(0, 2, 3, 1)
        if self.training:
            flat = rows.reshape(-1, rows.shape[-1])
            mean = flat.mean(0)
            var = flat.var(0, unbiased=False)
            with torch.no_grad():
                self.num_batches_tracked += 1
                self.mean.mul_(1 - self.momentum).add_(self.momentum * mean)
                self.var.mul_(1 - self.momentum).add_(self.momentum * flat.var(0))
        else:
            mean = self.mean
            var = self.var
        rows = (rows - mean) / (var + self.eps).sqrt()
        if self.weight is not None:
            rows = rows * self.weight + self.bias
        return rows.permute(0, 3, 1, 2)


if __name__ == "__main__":
    print(BatchNorm2d(4)(torch.randn(2, 4, 3, 3)).shape)
