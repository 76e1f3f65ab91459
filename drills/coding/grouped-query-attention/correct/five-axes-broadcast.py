import torch
from torch import nn


class GroupedQueryAttention(nn.Module):
    """Keeps the group as an axis of its own; keys and values broadcast over it."""

    def __init__(self, d_model, num_heads, num_kv_heads):
        super().__init__()
        self.g = num_kv_heads
        self.r = num_heads // num_kv_heads
        self.d = d_model // num_heads
        self.q = nn.Linear(d_model, d_model, bias=False)
        self.k = nn.Linear(d_model, self.g * self.d, bias=False)
        self.v = nn.Linear(d_model, self.g * self.d, bias=False)
        self.o = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, mask=None):
        b, t, _ = x.shape
        q = self.q(x).view(b, t, self.g, self.r, self.d).permute(0, 2, 3, 1, 4)  # b g r t d
        k = self.k(x).view(b, t, self.g, 1, self.d).permute(0, 2, 3, 1, 4)       # b g 1 t d
        v = self.v(x).view(b, t, self.g, 1, self.d).permute(0, 2, 3, 1, 4)
        scores = q @ k.mT * self.d ** -0.5                                       # b g r t t
        if mask is not None:
            hidden = ~mask if mask.dim() == 2 else ~mask.unsqueeze(1)
            scores = scores.masked_fill(hidden, torch.finfo(scores.dtype).min)
        context = scores.softmax(-1) @ v
        return self.o(context.permute(0, 3, 1, 2, 4).reshape(b, t, -1))


if __name__ == "__main__":
    print(GroupedQueryAttention(32, 8, 4)(torch.randn(2, 3, 32)).shape)
