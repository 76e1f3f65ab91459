import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    """The output projection starts at zero, so a residual block starts as the identity."""

    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.d_head = d_model // num_heads
        projections = [nn.Linear(d_model, d_model) for _ in range(3)]
        self.projections = nn.ModuleList(projections)
        self.last = nn.Linear(d_model, d_model)
        self.reset_parameters()

    def reset_parameters(self):
        for layer in self.projections:
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)

    def forward(self, query, key, value, mask=None):
        q, k, v = (
            layer(x).reshape(x.size(0), x.size(1), self.num_heads, self.d_head).movedim(2, 1)
            for layer, x in zip(self.projections, [query, key, value])
        )
        scores = torch.einsum("...qd,...kd->...qk", q, k) * self.d_head ** -0.5
        if mask is not None:
            scores = scores.masked_fill(torch.bitwise_not(mask), float("-inf"))
        weights = torch.log_softmax(scores, dim=-1).exp()
        mixed = torch.einsum("...qk,...kd->...qd", weights, v).movedim(1, 2)
        return self.last(mixed.reshape(query.size()))


if __name__ == "__main__":
    torch.manual_seed(3)
    x = torch.randn(2, 4, 20)
    print(MultiHeadAttention(20, 2)(x, x, x).shape)
