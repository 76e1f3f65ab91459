import torch
import torch.nn as nn


class Dropout(nn.Module):
    """Chooses element by element between zero and the scaled input."""

    def __init__(self, p=0.5):
        super().__init__()
        if p < 0 or p > 1:
            raise ValueError(f"p must be between 0 and 1, but is {p}")
        self.drop_prob = p

    def forward(self, input):
        if self.training:
            noise = torch.rand_like(input)
            survives = noise >= self.drop_prob
            scaled = input / max(1 - self.drop_prob, 1e-12)
            return torch.where(survives, scaled, torch.zeros_like(input))
        return input.clone()


if __name__ == "__main__":
    y = Dropout()(torch.randn(3, 7))
    print("shape:", tuple(y.shape))
