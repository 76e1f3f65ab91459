import math

import torch


class DDPM:
    """Python numbers in lists, and one sample after another."""

    def __init__(self, steps=1000, beta_start=1e-4, beta_end=0.02):
        width = (beta_end - beta_start) / (steps - 1)
        self.betas = [beta_start + width * schritt for schritt in range(steps)]
        self.produkte = []
        produkt = 1.0
        for beta in self.betas:
            produkt *= 1 - beta
            self.produkte.append(produkt)

    def q_sample(self, x0, t, noise):
        bilder = []
        for bild, zeit, rauschen in zip(x0, t.tolist(), noise):
            rest = self.produkte[zeit]
            bilder.append(math.sqrt(rest) * bild + math.sqrt(1 - rest) * rauschen)
        return torch.stack(bilder)

    def loss(self, model, x0, t, noise):
        vorhersage = model(self.q_sample(x0, t, noise), t)
        return torch.square(vorhersage - noise).sum() / noise.numel()

    def p_sample(self, model, x, t, noise):
        zeiten = torch.ones(len(x), dtype=torch.int64) * t
        beta, rest = self.betas[t], self.produkte[t]
        x = x - beta / math.sqrt(1 - rest) * model(x, zeiten)
        x = x / math.sqrt(1 - beta)
        if t > 0:
            x = x + math.sqrt(beta) * noise
        return x


if __name__ == "__main__":
    print("Form", DDPM(8).p_sample(lambda x, t: x, torch.randn(2, 5), 3, torch.randn(2, 5)).shape)
