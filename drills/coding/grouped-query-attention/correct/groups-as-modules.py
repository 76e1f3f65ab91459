import torch
from torch import nn


class Group(nn.Module):
    """Several query heads over one key and value head."""

    def __init__(self, d_model, d_head, size):
        super().__init__()
        self.size, self.d_head = size, d_head
        self.query = nn.Linear(d_model, size * d_head)
        self.key = nn.Linear(d_model, d_head)
        self.value = nn.Linear(d_model, d_head)

    def forward(self, x, mask):
        b, t, _ = x.shape
        q = self.query(x).view(b, t, self.size, self.d_head)
        s = torch.einsum("bqrd,bkd->brqk", q, self.key(x)) / self.d_head ** 0.5
        if mask is not None:
            s = s.masked_fill(~mask, float("-inf"))
        return torch.einsum("brqk,bkd->bqrd", s.softmax(-1), self.value(x)).flatten(2)


class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, num_heads, num_kv_heads):
        super().__init__()
        size = num_heads // num_kv_heads
        d_head = d_model // num_heads
        self.groups = nn.ModuleList([Group(d_model, d_head, size) for _ in range(num_kv_heads)])
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x, mask=None):
        return self.mix(torch.cat([group(x, mask) for group in self.groups], dim=-1))


if __name__ == "__main__":
    net = GroupedQueryAttention(36, 6, 3)
    print(list(net(torch.randn(2, 2, 36)).shape))
