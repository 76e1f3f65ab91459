import math
import torch
import torch.nn as nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model: int, num_heads: int) -> None:
        super().__init__()
        self.nheads = num_heads
        self.q, self.k, self.v, self.o = (nn.Linear(d_model, d_model) for _ in range(4))

    def forward(self, query, key, value, mask=None):
        B, L, E = query.shape
        S = key.shape[1]
        D = E // self.nheads

        # an additive bias: 0 where one may look, -inf where one may not
        bias = torch.zeros(L, S)
        if mask is not None:
            bias = torch.zeros(mask.shape).masked_fill(~mask, float("-inf"))

        q = self.q(query).view(B, L, self.nheads, D).transpose(1, 2)
        k = self.k(key).view(B, S, self.nheads, D).transpose(1, 2)
        v = self.v(value).view(B, S, self.nheads, D).transpose(1, 2)
        scores = q @ k.mT / math.sqrt(D) + bias
        probs = torch.softmax(scores, -1)
        ctx = (probs @ v).transpose(1, 2).reshape(B, L, E)
        return self.o(ctx)


if __name__ == "__main__":
    x = torch.randn(2, 7, 40)
    model = MultiHeadAttention(40, 5)
    y = model(x, x, x, mask=torch.ones(7, 7, dtype=torch.bool).tril())
    print(tuple(y.shape))
