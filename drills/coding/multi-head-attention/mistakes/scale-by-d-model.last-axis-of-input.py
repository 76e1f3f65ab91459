import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads, dropout=0.0):
        super().__init__()
        self.h = num_heads
        self.Wq = nn.Linear(d_model, d_model, bias=False)
        self.Wk = nn.Linear(d_model, d_model, bias=False)
        self.Wv = nn.Linear(d_model, d_model, bias=False)
        self.Wo = nn.Linear(d_model, d_model, bias=False)
        self.drop = nn.Dropout(dropout)

    def forward(self, query, key, value, mask=None):
        # scale q early; at this point its last axis is still d_model
        q = self.Wq(query)
        q = q / q.size(-1) ** 0.5
        q = torch.stack(q.chunk(self.h, -1), dim=1)
        k = torch.stack(self.Wk(key).chunk(self.h, -1), dim=1)
        v = torch.stack(self.Wv(value).chunk(self.h, -1), dim=1)
        a = torch.einsum("bhqd,bhkd->bhqk", q, k)
        if mask is not None:
            a = a.masked_fill(mask.logical_not(), float("-inf"))
        a = self.drop(a.softmax(-1))
        z = torch.cat((a @ v).unbind(1), dim=-1)
        return self.Wo(z)


if __name__ == "__main__":
    attn = MultiHeadAttention(24, 3)
    x, mem = torch.randn(2, 4, 24), torch.randn(2, 6, 24)
    print(attn(x, mem, mem).shape)
