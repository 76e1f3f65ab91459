import torch
import torch.nn as nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.h = num_heads
        self.dh = d_model // num_heads
        self.W = nn.ModuleList([nn.Linear(d_model, d_model) for _ in range(3)])
        self.out = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        B = query.shape[0]
        q, k, v = [
            w(x).reshape(B, x.shape[1], self.h, self.dh).permute(0, 2, 1, 3)
            for w, x in zip(self.W, (query, key, value))
        ]
        scores = torch.einsum("bhqd,bhkd->bhqk", q, k) / self.dh ** 0.5
        if mask is not None:
            scores.masked_fill(~mask, float("-inf"))
        probs = F.softmax(scores, dim=-1)
        ctx = torch.einsum("bhqk,bhkd->bqhd", probs, v).reshape(B, -1, self.h * self.dh)
        return self.out(ctx)


if __name__ == "__main__":
    model = MultiHeadAttention(40, 5)
    x = torch.randn(2, 6, 40)
    causal = torch.tril(torch.ones(6, 6, dtype=torch.bool))
    output = model(x, x, x, mask=causal)
    print(output.shape)
