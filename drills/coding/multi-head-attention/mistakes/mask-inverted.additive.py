import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.heads = num_heads
        self.qkv = nn.ModuleDict({n: nn.Linear(d_model, d_model, bias=False) for n in ("q", "k", "v")})
        self.final = nn.Linear(d_model, d_model)

    def shape(self, name, x):
        return self.qkv[name](x).view(*x.shape[:2], self.heads, -1).permute(0, 2, 1, 3)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.shape("q", query), self.shape("k", key), self.shape("v", value)
        logits = torch.matmul(q, k.transpose(-1, -2)) / k.shape[-1] ** 0.5
        if mask is not None:
            logits = logits + mask.to(logits.dtype) * -1e9
        weights = torch.softmax(logits, dim=-1)
        out = torch.matmul(weights, v).permute(0, 2, 1, 3).flatten(2)
        return self.final(out), weights


if __name__ == "__main__":
    m = MultiHeadAttention(30, 3)
    y = torch.rand(1, 6, 30)
    out, attn = m(y, y, y)
    print(out.shape, attn.shape)
