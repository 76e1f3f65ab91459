import torch
from torch import nn


class DDPM(nn.Module):
    """The mean of the reverse step through the image that is predicted."""

    def __init__(self, steps=1000, beta_start=1e-4, beta_end=0.02):
        super().__init__()
        self.beta = nn.Parameter(torch.linspace(beta_start, beta_end, steps), requires_grad=False)

    def alpha_bar(self, t, rank):
        product = torch.exp(torch.cumsum(torch.log1p(-self.beta), dim=0))
        return product[t][(...,) + (None,) * (rank - 1)]

    def q_sample(self, x0, t, noise):
        ab = self.alpha_bar(t, x0.dim())
        return torch.sqrt(ab) * x0 + torch.sqrt(1 - ab) * noise

    def loss(self, model, x0, t, noise):
        criterion = nn.MSELoss()
        return criterion(model(self.q_sample(x0, t, noise), t), noise)

    def p_sample(self, model, x, t, noise):
        times = x.new_full((x.size(0),), t).long()
        eps = model(x, times)
        beta = self.beta[t]
        ab = self.alpha_bar(t, 1)
        before = ab / (1 - beta)
        x0 = (x - (1 - ab).sqrt() * eps) / ab.sqrt()
        mean = (before.sqrt() * beta * x0 + (1 - beta).sqrt() * (1 - before) * x) / (1 - ab)
        return mean + (t > 0) * beta.sqrt() * noise


if __name__ == "__main__":
    x = torch.randn(3, 2)
    print(DDPM(10).q_sample(x, torch.tensor([0, 4, 9]), torch.randn(3, 2)).size())
