import torch
import torch.nn as nn


class BatchNorm2d(nn.Module):
    """Normalises every channel with the batch, in eval mode with running statistics."""

    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.eps = eps
        self.momentum = momentum
        self.gain = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        # Buffers are saved and moved with the module, but no optimizer changes them.
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))

    def forward(self, x):
        """x: (N, C, H, W); returns the same shape."""
        if self.training:
            mean = x.mean(dim=(0, 2, 3))
            var = x.var(dim=(0, 2, 3), unbiased=False)
            self._update(mean.detach(), var.detach(), x.numel() // x.shape[1])
        else:
            mean, var = self.running_mean, self.running_var
        shape = (1, -1, 1, 1)
        scale = 1 / torch.sqrt(var + self.eps)
        normalised = (x - mean.reshape(shape)) * scale.reshape(shape)
        return normalised * self.gain.reshape(shape) + self.bias.reshape(shape)

    def _update(self, mean, var, count):
        # The batch is normalised with its own variance, but it is a sample of what comes later.
        unbiased = var * count / (count - 1)
        self.running_mean.lerp_(mean, self.momentum)
        self.running_var.lerp_(unbiased, self.momentum)


if __name__ == "__main__":
    torch.manual_seed(0)
    ours, theirs = BatchNorm2d(3), nn.BatchNorm2d(3)
    for _ in range(20):
        x = torch.randn(8, 3, 4, 4) * 2 + 5
        out = ours(x)
        assert torch.allclose(out, theirs(x), atol=1e-5)
    assert torch.allclose(ours.running_mean, theirs.running_mean, atol=1e-5)

    ours.eval()
    assert torch.allclose(ours(x)[:1], ours(x[:1]))  # one example no longer depends on the others
    print(out.mean(dim=(0, 2, 3)))  # about 0 for each channel
    print(out.shape)  # torch.Size([8, 3, 4, 4])
