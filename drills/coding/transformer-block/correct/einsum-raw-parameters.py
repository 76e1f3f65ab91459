"""Raw parameters and einsum, the gate and its partner stacked; returns the weights too."""
import torch
from torch import einsum, nn


def glorot(*shape):
    return nn.Parameter(torch.randn(*shape) * shape[0] ** -0.5)


class TransformerBlock(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        d = d_model // num_heads
        self.Wq, self.Wk, self.Wv = (glorot(d_model, num_heads, d) for _ in range(3))
        self.Wo = nn.Parameter(torch.randn(num_heads, d, d_model) * d_model**-0.5)
        self.Wi = nn.Parameter(torch.randn(2, d_model, d_ff) * d_model**-0.5)
        self.Wf = glorot(d_ff, d_model)
        self.g = nn.Parameter(torch.ones(2, d_model))

    def norm(self, x, which):
        z = x - x.mean(-1, keepdim=True)
        return z / torch.sqrt((z * z).mean(-1, keepdim=True) + 1e-8) * self.g[which]

    def forward(self, x, mask=None):
        y = self.norm(x, 0)
        Q, K, V = (einsum("btm,mhd->bhtd", y, W) for W in (self.Wq, self.Wk, self.Wv))
        S = einsum("bhqd,bhkd->bhqk", Q, K) / Q.shape[-1] ** 0.5
        if mask is not None:
            S = torch.where(mask, S, torch.full_like(S, -1e30))
        A = S.softmax(-1)
        x = x + einsum("bhqk,bhkd,hdm->bqm", A, V, self.Wo)
        y = self.norm(x, 1)
        a, b = einsum("btm,cmf->cbtf", y, self.Wi)
        return x + (a * torch.sigmoid(a) * b) @ self.Wf, A


if __name__ == "__main__":
    print(TransformerBlock(16, 2, 40)(torch.randn(2, 3, 16))[0].shape)
