import torch
import torch.nn as nn


class BatchNorm2d(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.eps = eps
        self.momentum = momentum
        self.gamma = nn.Parameter(torch.ones(1, num_features, 1, 1))
        self.beta = nn.Parameter(torch.zeros(1, num_features, 1, 1))
        self.register_buffer("moving_mean", torch.zeros(1, num_features, 1, 1))
        self.register_buffer("moving_var", torch.ones(1, num_features, 1, 1))

    def forward(self, X):
        if not self.training:
            X_hat = (X - self.moving_mean) / torch.sqrt(self.moving_var + self.eps)
            return self.gamma * X_hat + self.beta
        mean = X.mean(dim=(0, 2, 3), keepdim=True)
        var = ((X - mean) ** 2).mean(dim=(0, 2, 3), keepdim=True)
        X_hat = (X - mean) / torch.sqrt(var + self.eps)
        # Updated after the batch has been normalised: the order makes no difference.
        n = X.numel() / X.size(1)
        m = self.momentum
        self.moving_mean = (1 - m) * self.moving_mean + m * mean.detach()
        self.moving_var = (1 - m) * self.moving_var + m * var.detach() * n / (n - 1)
        return self.gamma * X_hat + self.beta


if __name__ == "__main__":
    print("shape:", tuple(BatchNorm2d(6)(torch.randn(5, 6, 2, 2)).shape))
