"""Dot products by broadcasting and summing, heads last; exponentials are multiplied by the mask, then normalised."""
import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.h = num_heads
        self.d = d_model // num_heads
        self.a = nn.Linear(d_model, d_model)
        self.b = nn.Linear(d_model, d_model)
        self.c = nn.Linear(d_model, d_model)
        self.e = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q = self.a(query).view(query.shape[0], query.shape[1], 1, self.h, self.d)   # B Tq 1 H d
        k = self.b(key).view(key.shape[0], 1, key.shape[1], self.h, self.d)         # B 1 Tk H d
        v = self.c(value).view(value.shape[0], 1, value.shape[1], self.h, self.d)   # B 1 Tk H d

        s = (q * k).sum(-1) / self.d ** 0.5                                         # B Tq Tk H
        e = (s - s.amax(dim=2, keepdim=True)).exp()
        if mask is not None:
            keep = mask if mask.dim() == 4 else mask[None, None]
            e = e * keep.permute(0, 2, 3, 1)  # as -inf before a softmax
        w = e / e.sum(dim=2, keepdim=True)
        o = (w.unsqueeze(-1) * v).sum(dim=2)                                        # B Tq H d
        return self.e(o.flatten(2))


if __name__ == "__main__":
    net = MultiHeadAttention(15, 3)
    x, y = torch.randn(2, 2, 15), torch.randn(2, 4, 15)
    print(net(x, y, y).size())
