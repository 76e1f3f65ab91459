import torch
import torch.nn as nn


class LoRALinear(nn.Module):
    """A frozen linear layer with a low-rank adapter that learns."""

    def __init__(self, base, r, alpha):
        """base: a trained nn.Linear; r: the rank; alpha / r scales the adapter."""
        super().__init__()
        self.base = base.requires_grad_(False)
        self.scale = alpha / r
        # In the dtype and on the device of the weight that they are added to.
        self.a = nn.Parameter(base.weight.new_empty(r, base.in_features))
        self.b = nn.Parameter(base.weight.new_zeros(base.out_features, r))
        # Only one of them is zero: the gradient of each is a product with the other.
        nn.init.kaiming_uniform_(self.a)
        self.merged = False

    def forward(self, x):
        """x: (..., in_features); returns (..., out_features)."""
        # Two thin products: B A is never formed.
        update = 0 if self.merged else self.scale * (x @ self.a.T @ self.b.T)
        return self.base(x) + update

    @torch.no_grad()
    def merge(self):
        """Adds the adapter to the frozen weight, which then does all the work."""
        if not self.merged:
            self.base.weight += self.scale * self.b @ self.a
            self.merged = True

    @torch.no_grad()
    def unmerge(self):
        """Takes it off again."""
        if self.merged:
            self.base.weight -= self.scale * self.b @ self.a
            self.merged = False


if __name__ == "__main__":
    torch.manual_seed(0)
    base, x = nn.Linear(8, 6), torch.randn(2, 5, 8)
    layer = LoRALinear(base, r=2, alpha=4)
    assert torch.equal(layer(x), base(x))

    nn.init.normal_(layer.b)  # as if it had been trained
    before, weight = layer(x), base.weight.clone()
    layer.merge()
    assert torch.allclose(layer(x), before, atol=1e-5)
    assert torch.allclose(base(x), before, atol=1e-5)  # the plain layer gives the whole output
    layer.unmerge()
    assert torch.allclose(base.weight, weight, atol=1e-5)
    print(sum(p.numel() for p in layer.parameters() if p.requires_grad))  # 28 = 2 * (8 + 6)
    print(before.shape)  # torch.Size([2, 5, 6])
