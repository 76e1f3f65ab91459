import copy

import torch
from torch import nn
from torch.nn.functional import linear


class LoRALinear(nn.Module):
    """Adds the update to the weight in each forward pass."""

    def __init__(self, base, r, alpha):
        super().__init__()
        self.frozen = copy.deepcopy(base).requires_grad_(False)
        factory = dict(dtype=base.weight.dtype, device=base.weight.device)
        self.lora_A = nn.Parameter(torch.randn(r, base.in_features, **factory) * 0.02)
        self.lora_B = nn.Parameter(torch.zeros(base.out_features, r, **factory))
        self.rank, self.alpha, self.is_merged = r, alpha, False

    def update(self):
        return torch.einsum("or,ri->oi", self.lora_B, self.lora_A).mul(self.alpha).div(self.rank)

    def forward(self, x):
        if self.is_merged:
            return self.frozen(x)
        return linear(x, self.frozen.weight + self.update(), self.frozen.bias)

    def merge(self):
        if not self.is_merged:
            with torch.no_grad():
                self.frozen.weight.add_(self.update())
        self.is_merged = True
        return self

    def unmerge(self):
        if self.is_merged:
            with torch.no_grad():
                self.frozen.weight.sub_(self.update())
        self.is_merged = False
        return self


if __name__ == "__main__":
    print(LoRALinear(nn.Linear(4, 3), r=1, alpha=2).merge()(torch.randn(2, 2, 4)).size())
