"""Heads are folded into the batch, so that every product is a bmm; an additive mask; no key bias."""
import torch
from torch import nn, Tensor


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.H = num_heads
        self.dk = d_model // num_heads
        self.in_q = nn.Linear(d_model, d_model)
        self.in_k = nn.Linear(d_model, d_model, bias=False)  # a key bias cancels in the softmax
        self.in_v = nn.Linear(d_model, d_model)
        self.out = nn.Linear(d_model, d_model)

    def fold(self, x: Tensor) -> Tensor:
        B, T, _ = x.shape
        return x.view(B, T, self.H, self.dk).transpose(1, 2).reshape(B * self.H, T, self.dk)

    def forward(self, query, key, value, mask=None):
        B, Tq, _ = query.shape
        Tk = key.shape[1]
        q, k, v = self.fold(self.in_q(query)), self.fold(self.in_k(key)), self.fold(self.in_v(value))

        bias = q.new_zeros(B, self.H, Tq, Tk)
        if mask is not None:
            bias = bias.masked_fill(~mask, float("-inf"))
        bias = bias.view(B * self.H, Tq, Tk)

        scores = torch.baddbmm(bias, q, k.transpose(1, 2), beta=1.0, alpha=self.dk ** -0.5)
        ctx = torch.bmm(scores.softmax(dim=2), v)
        ctx = ctx.view(B, self.H, Tq, self.dk).permute(0, 2, 1, 3).reshape(B, Tq, -1)
        return self.out(ctx)


if __name__ == "__main__":
    torch.manual_seed(0)
    mha = MultiHeadAttention(18, 3)
    q, kv = torch.randn(2, 4, 18), torch.randn(2, 5, 18)
    print(mha(q, kv, kv).shape)
