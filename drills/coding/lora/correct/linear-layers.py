import torch
from torch import nn


class LoRALinear(nn.Module):
    """Both matrices are linear layers; a copy of the weight undoes a merge without rounding."""

    def __init__(self, base: nn.Linear, r: int, alpha: float, dropout: float = 0.0):
        super().__init__()
        where = {"device": base.weight.device, "dtype": base.weight.dtype}
        self.linear = base
        self.linear.requires_grad_(False)
        self.down = nn.Linear(base.in_features, r, bias=False, **where)
        self.up = nn.Linear(r, base.out_features, bias=False, **where)
        nn.init.normal_(self.down.weight, std=1 / r)
        nn.init.zeros_(self.up.weight)
        self.dropout = nn.Dropout(dropout)
        self.scaling = alpha / r
        self.original = None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self.original is not None:
            return self.linear(x)
        return self.linear(x) + self.scaling * self.up(self.down(self.dropout(x)))

    def merge(self) -> None:
        if self.original is None:
            self.original = self.linear.weight.data.clone()
            delta = self.up.weight.data @ self.down.weight.data
            self.linear.weight.data.add_(delta, alpha=self.scaling)

    def unmerge(self) -> None:
        if self.original is not None:
            self.linear.weight.data.copy_(self.original)
            self.original = None


if __name__ == "__main__":
    print(LoRALinear(nn.Linear(12, 7), 3, 6)(torch.randn(4, 12)).shape)
