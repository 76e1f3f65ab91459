import torch
from torch import nn


class GroupedQueryAttention(nn.Module):
    """The queries of a group are laid end to end, so that one product serves them all."""

    def __init__(self, d_model, num_heads, num_kv_heads):
        super().__init__()
        self.kv = num_kv_heads
        self.rep = num_heads // num_kv_heads
        self.dim = d_model // num_heads
        self.scale = self.dim ** -0.5
        self.layers = nn.ModuleDict({
            "q": nn.Linear(d_model, num_heads * self.dim),
            "k": nn.Linear(d_model, num_kv_heads * self.dim),
            "v": nn.Linear(d_model, num_kv_heads * self.dim),
            "o": nn.Linear(num_heads * self.dim, d_model),
        })

    def forward(self, x, mask=None):
        b, t, _ = x.shape
        q = self.layers["q"](x).view(b, t, self.kv, self.rep, self.dim)
        q = q.permute(0, 2, 3, 1, 4).reshape(b * self.kv, self.rep * t, self.dim)
        k = self.layers["k"](x).view(b, t, self.kv, self.dim).transpose(1, 2).flatten(0, 1)
        v = self.layers["v"](x).view(b, t, self.kv, self.dim).transpose(1, 2).flatten(0, 1)
        s = torch.bmm(q, k.transpose(1, 2)) * self.scale          # (b * kv, rep * t, t)
        s = s.view(b, self.kv * self.rep, t, t)
        if mask is not None:
            s = s.masked_fill(~mask, float("-inf"))
        w = s.softmax(-1).view(b * self.kv, self.rep * t, t)
        y = torch.bmm(w, v).view(b, self.kv * self.rep, t, self.dim)
        return self.layers["o"](y.transpose(1, 2).reshape(b, t, -1))


if __name__ == "__main__":
    m = GroupedQueryAttention(20, 10, 5)
    print(m(torch.randn(2, 3, 20)).size())
