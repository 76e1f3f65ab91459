import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.H = num_heads
        self.proj_q = nn.Linear(d_model, d_model)
        self.proj_k = nn.Linear(d_model, d_model)
        self.proj_v = nn.Linear(d_model, d_model)
        self.proj_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q = self.proj_q(query).unflatten(2, (self.H, -1))
        k = self.proj_k(key).unflatten(2, (self.H, -1))
        v = self.proj_v(value).unflatten(2, (self.H, -1))
        scores = torch.einsum("bihd,bjhd->bhij", q, k) / q.shape[-1] ** 0.5
        # own softmax, stable
        e = torch.exp(scores - scores.amax(dim=(-2, -1), keepdim=True))
        if mask is not None:
            e = e * mask
        p = e / e.sum(dim=2, keepdim=True)
        out = torch.einsum("bhij,bjhd->bihd", p, v)
        return self.proj_o(out.flatten(2))


if __name__ == "__main__":
    m = MultiHeadAttention(18, 2)
    x = torch.randn(1, 5, 18)
    out = m(x, x, x)
    print(out.shape)
