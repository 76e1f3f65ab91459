import math
import torch
import torch.nn as nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.head_dim = d_model // num_heads
        self.q_linear = nn.Linear(d_model, d_model)
        self.k_linear = nn.Linear(d_model, d_model)
        self.v_linear = nn.Linear(d_model, d_model)
        self.out_linear = nn.Linear(d_model, d_model)
        # a plot callback; lambdas and the kept graph make deepcopy and pickle fail
        self.on_weights = lambda w: None
        self.last_weights = None

    def forward(self, query, key, value, mask=None):
        B, N, M = query.size(0), query.size(1), key.size(1)
        q = self.q_linear(query).view(B, N, self.num_heads, self.head_dim)
        k = self.k_linear(key).view(B, M, self.num_heads, self.head_dim)
        v = self.v_linear(value).view(B, M, self.num_heads, self.head_dim)
        # i: query position, j: key position
        dots = torch.einsum("bihd,bjhd->bhij", q, k)
        dots = dots / math.sqrt(self.head_dim)
        if mask is not None:
            dots = dots.masked_fill(mask.bool() == False, float("-inf"))  # noqa: E712
        self.last_weights = torch.softmax(dots, dim=-1)
        self.on_weights(self.last_weights)
        out = torch.einsum("bhij,bjhd->bihd", self.last_weights, v)
        return self.out_linear(out.reshape(B, N, self.num_heads * self.head_dim))


def main():
    mha = MultiHeadAttention(32, 4)
    x = torch.randn(2, 5, 32)
    print(mha(x, x, x).shape)


if __name__ == "__main__":
    main()
