import torch
from torch import nn


class BatchNorm2d(nn.Module):
    """Canal par canal, sans réduction sur plusieurs axes."""

    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super(BatchNorm2d, self).__init__()
        self.nb_canaux = num_features
        self.eps = eps
        self.taux = momentum
        self.gains = nn.Parameter(torch.ones(num_features))
        self.biais = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("moyennes", torch.zeros(num_features))
        self.register_buffer("variances", torch.ones(num_features))

    def forward(self, x):
        sorties = []
        for c in range(self.nb_canaux):
            canal = x[:, c]
            if self.training:
                n = canal.numel()
                moyenne = canal.sum() / n
                variance = (canal - moyenne).square().sum() / n
                self.moyennes[c] = self.moyennes[c] * (1 - self.taux) + moyenne.item() * self.taux
                corrigee = variance.item() * n / (n - 1)
                self.variances[c] = self.variances[c] * (1 - self.taux) + corrigee * self.taux
            else:
                moyenne = self.moyennes[c]
                variance = self.variances[c]
            normalise = (canal - moyenne) / (variance + self.eps) ** 0.5
            sorties.append(normalise * self.gains[c] + self.biais[c])
        return torch.stack(sorties, dim=1)


if __name__ == "__main__":
    print("forme", BatchNorm2d(2)(torch.randn(3, 2, 4, 4)).shape)
