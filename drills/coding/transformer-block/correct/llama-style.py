"""A module for each part, named as in Llama, and dropout that is off by default."""
from typing import Optional

import torch
from torch import Tensor, nn


class RMSNorm(nn.Module):
    def __init__(self, dim: int, eps: float = 1e-5):
        super().__init__()
        self.eps, self.weight = eps, nn.Parameter(torch.ones(dim))

    def forward(self, x: Tensor) -> Tensor:
        return self.weight * (x / (x.square().mean(-1, keepdim=True) + self.eps).sqrt())


class Attention(nn.Module):
    def __init__(self, dim: int, heads: int):
        super().__init__()
        self.heads, self.head_dim = heads, dim // heads
        self.wq, self.wk, self.wv, self.wo = (nn.Linear(dim, dim, bias=False) for _ in range(4))

    def forward(self, x: Tensor, mask: Optional[Tensor]) -> Tensor:
        shape = (*x.shape[:2], self.heads, self.head_dim)
        xq, xk, xv = (w(x).view(shape).transpose(1, 2) for w in (self.wq, self.wk, self.wv))
        xq = xq * self.head_dim**-0.5
        scores = torch.matmul(xq, xk.transpose(2, 3))
        bias = torch.zeros_like(scores)
        if mask is not None:
            bias = bias.masked_fill(mask.logical_not(), -1e9)
        out = torch.matmul((scores + bias).softmax(-1), xv)
        return self.wo(out.transpose(1, 2).contiguous().view(x.shape))


class FeedForward(nn.Module):
    def __init__(self, dim: int, hidden_dim: int):
        super().__init__()
        self.w1 = nn.Linear(dim, hidden_dim, bias=False)
        self.w2 = nn.Linear(hidden_dim, dim, bias=False)
        self.w3 = nn.Linear(dim, hidden_dim, bias=False)
        self.act = nn.SiLU()

    def forward(self, x: Tensor) -> Tensor:
        return self.w2(self.act(self.w1(x)) * self.w3(x))


class TransformerBlock(nn.Module):
    def __init__(self, d_model: int, num_heads: int, d_ff: int, dropout: float = 0.0):
        super().__init__()
        self.attention, self.feed_forward = Attention(d_model, num_heads), FeedForward(d_model, d_ff)
        self.attention_norm, self.ffn_norm = RMSNorm(d_model), RMSNorm(d_model)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Optional[Tensor] = None) -> Tensor:
        h = x + self.drop(self.attention(self.attention_norm(x), mask))
        out = h + self.drop(self.feed_forward(self.ffn_norm(h)))
        return out


if __name__ == "__main__":
    print(TransformerBlock(16, 2, 40)(torch.randn(2, 3, 16)).shape)
