import torch
import torch.nn as nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.in_proj = nn.Linear(d_model, 3 * d_model)
        self.out_proj = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        d = query.size(-1)
        q, k, v = self.in_proj(query)[..., :d], self.in_proj(key)[..., d:-d], self.in_proj(value)[..., -d:]
        q, k, v = (t.unflatten(-1, (self.num_heads, -1)).transpose(1, 2) for t in (q, k, v))
        s = q @ k.transpose(-2, -1) / q.size(-1) ** 0.5
        if mask is not None:
            s = s.masked_fill(mask == 0, float("-inf"))
        return self.out_proj((F.softmax(s, dim=-1) @ v).transpose(1, 2).flatten(2))


if __name__ == "__main__":
    torch.manual_seed(0)
    mha = MultiHeadAttention(4, 2)
    x = torch.randn(1, 3, 4)
    print(mha(x, x, x))
