"""Every expert on every token, stacked weights, zero weights for those not chosen."""
import torch
from torch import einsum, nn


class MixtureOfExperts(nn.Module):
    def __init__(self, d_model, d_ff, num_experts, top_k):
        super().__init__()
        self.k = top_k
        self.Wr = nn.Parameter(torch.randn(d_model, num_experts) * d_model**-0.5)
        self.W1 = nn.Parameter(torch.randn(num_experts, d_model, d_ff) * d_model**-0.5)
        self.b1 = nn.Parameter(torch.zeros(num_experts, d_ff))
        self.W2 = nn.Parameter(torch.randn(num_experts, d_ff, d_model) * d_ff**-0.5)
        self.b2 = nn.Parameter(torch.zeros(num_experts, d_model))

    def forward(self, x):
        logits = x @ self.Wr  # (B, T, E)
        kept = torch.zeros_like(logits).scatter(-1, logits.topk(self.k, -1).indices, 1.0)
        G = logits.masked_fill(kept == 0, float("-inf")).softmax(-1)  # zero where not chosen
        H = torch.relu(einsum("btd,edf->btef", x, self.W1) + self.b1)
        Y = einsum("btef,efd->bted", H, self.W2) + self.b2
        f = kept.mean((0, 1)) / self.k
        P = logits.softmax(-1).mean((0, 1))
        return einsum("bte,bted->btd", G, Y), len(f) * torch.dot(f, P)


if __name__ == "__main__":
    print(MixtureOfExperts(8, 16, 4, 2)(torch.randn(2, 3, 8))[0].shape)
