import torch
import torch.nn.functional as F


def flow_matching_loss(model, data, noise, t, labels, drop, null_label):
    """data, noise: (B, ...); t, labels, drop: (B,); returns a scalar."""
    # Start here: where is each sample at its time t, and where is it going?
    raise NotImplementedError


def sample(model, noise, labels, null_label, steps=50, guidance=1.0):
    """noise: (B, ...); labels: (B,); returns samples with the same shape as noise."""
    raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)

    def model(x, t, labels):  # stands in for a network
        return x * t[:, None] + labels[:, None]

    noise, labels = torch.randn(3, 2), torch.tensor([0, 1, 2])
    print(sample(model, noise, labels, null_label=3).shape)  # expected: torch.Size([3, 2])
