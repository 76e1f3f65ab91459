import torch
from torch import nn


class GroupedQueryAttention(nn.Module):
    """The heads are projected one by one and summed, which is the same as joining them first."""

    def __init__(self, d_model, num_heads, num_kv_heads):
        super().__init__()
        self.h, self.g, self.d = num_heads, num_kv_heads, d_model // num_heads
        self.q = nn.Linear(d_model, self.h * self.d)
        self.kv = nn.Linear(d_model, 2 * self.g * self.d)
        self.outs = nn.ModuleList(
            [nn.Linear(self.d, d_model, bias=i == 0) for i in range(num_heads)]
        )

    def forward(self, x, mask=None):
        qs = self.q(x).chunk(self.h, dim=-1)
        kvs = self.kv(x).chunk(2 * self.g, dim=-1)
        ks, vs = kvs[: self.g], kvs[self.g :]
        total = 0
        for i, (q, out) in enumerate(zip(qs, self.outs)):
            j = i * self.g // self.h
            w = (q @ ks[j].transpose(1, 2) / self.d ** 0.5).softmax(-1)
            if mask is not None:
                w = w * (mask if mask.dim() == 2 else mask[:, 0])
                w = w / w.sum(-1, keepdim=True)
            total = total + out(w @ vs[j])
        return total


if __name__ == "__main__":
    print(GroupedQueryAttention(18, 6, 2)(torch.randn(2, 4, 18)).shape)
