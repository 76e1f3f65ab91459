import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    NEG = 1e9

    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.kv = nn.Linear(d_model, 2 * d_model)
        self.q = nn.Linear(d_model, d_model)
        self.o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        D = query.shape[-1]
        q = self.q(query)
        k, v = self.kv(key)[..., :D], self.kv(value)[..., D:]
        q, k, v = (torch.stack(t.chunk(self.num_heads, dim=-1), dim=1) for t in (q, k, v))
        scores = torch.einsum("bhid,bhjd->bhij", q, k) / (D // self.num_heads) ** 0.5
        if mask is not None:
            scores = torch.where(mask, scores, torch.full_like(scores, self.NEG))
        y = torch.softmax(scores, dim=-1) @ v
        return self.o(torch.cat(y.unbind(1), dim=-1))


if __name__ == "__main__":
    layer = MultiHeadAttention(28, 2)
    x = torch.randn(2, 3, 28)
    out = layer(x, x, x)
    print(out.shape)
