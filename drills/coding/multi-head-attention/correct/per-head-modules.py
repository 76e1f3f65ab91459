import torch
import torch.nn as nn


class AttentionHead(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, q, k, v, mask=None):
        q, k, v = self.query(q), self.key(k), self.value(v)
        scores = torch.bmm(q, k.transpose(1, 2)) / q.shape[-1] ** 0.5  # (B, Tq, Tk)
        if mask is not None:
            if mask.dim() == 4:
                mask = mask[:, 0]  # the same for all heads
            scores = scores.masked_fill(~mask, float("-inf"))
        return torch.bmm(scores.softmax(-1), v)


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.heads = nn.ModuleList(AttentionHead(d_model, d_model // num_heads) for _ in range(num_heads))
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        out = torch.cat([head(query, key, value, mask) for head in self.heads], dim=-1)
        return self.proj(out)


if __name__ == "__main__":
    m = MultiHeadAttention(24, 3)
    x = torch.randn(4, 6, 24)
    print("output shape:", m(x, x, x).shape)
