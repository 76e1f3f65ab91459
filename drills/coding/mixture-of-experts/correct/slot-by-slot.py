"""Sorted by expert for each slot, as a dispatcher would do it; counts by bincount."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F


class MixtureOfExperts(nn.Module):
    def __init__(self, d_model: int, d_ff: int, num_experts: int, top_k: int):
        super().__init__()
        self.sizes = num_experts, top_k
        self.router = nn.Parameter(torch.empty(num_experts, d_model))
        nn.init.normal_(self.router, std=0.02)
        self.w_in = nn.ModuleList(nn.Linear(d_model, d_ff) for _ in range(num_experts))
        self.w_out = nn.ModuleList(nn.Linear(d_ff, d_model) for _ in range(num_experts))

    def dispatch(self, tokens: Tensor, expert_of: Tensor) -> Tensor:
        order = expert_of.argsort()
        counts = torch.bincount(expert_of, minlength=self.sizes[0]).tolist()
        blocks = tokens[order].split(counts)
        done = [o(torch.tanh(i(b))) for i, o, b in zip(self.w_in, self.w_out, blocks)]
        return torch.cat(done)[order.argsort()]

    def forward(self, x: Tensor):
        experts, k = self.sizes
        tokens = x.flatten(0, 1)
        probs = F.linear(tokens, self.router).softmax(-1)
        best, which = probs.sort(dim=-1, descending=True)
        best, which = best[:, :k], which[:, :k]
        best = F.normalize(best, p=1.0, dim=-1)
        out = sum(best[:, s : s + 1] * self.dispatch(tokens, which[:, s]) for s in range(k))
        load = torch.bincount(which.reshape(-1), minlength=experts).to(x.dtype) / which.numel()
        return out.unflatten(0, x.shape[:2]), experts * torch.sum(load * probs.mean(0))


if __name__ == "__main__":
    print(MixtureOfExperts(8, 16, 4, 2)(torch.randn(2, 3, 8))[0].shape)
