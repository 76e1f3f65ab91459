import torch
import torch.nn as nn
import torch.nn.functional as F


class DDPM:
    """The numerical core of a diffusion model, around a network model(x, t)."""

    def __init__(self, steps=1000, beta_start=1e-4, beta_end=0.02):
        # Start here: which coefficients does each step need?
        raise NotImplementedError

    def q_sample(self, x0, t, noise):
        """x0, noise: (B, ...); t: (B,) int64; returns x_t, with the same shape as x0."""
        raise NotImplementedError

    def loss(self, model, x0, t, noise):
        """Returns a scalar."""
        raise NotImplementedError

    def p_sample(self, model, x, t, noise):
        """x: (B, ...) at time t, an int; returns x at time t - 1."""
        raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    ddpm = DDPM()
    x0, noise = torch.randn(2, 4, 3, 8, 8)
    print(ddpm.q_sample(x0, torch.tensor([0, 10, 500, 999]), noise).shape)  # (4, 3, 8, 8)
