import torch
from torch import nn


class Project(nn.Module):
    """(T, B, d_model) -> (T, B, H, d_k)"""

    def __init__(self, d_model, heads, d_k, bias):
        super().__init__()
        self.linear = nn.Linear(d_model, heads * d_k, bias=bias)
        self.heads, self.d_k = heads, d_k

    def forward(self, x):
        return self.linear(x).view(*x.shape[:-1], self.heads, self.d_k)


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads, bias=True):
        super().__init__()
        self.d_k = d_model // num_heads
        self.query = Project(d_model, num_heads, self.d_k, bias)
        self.key = Project(d_model, num_heads, self.d_k, bias)
        self.value = Project(d_model, num_heads, self.d_k, bias)
        self.output = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        # Everything inside is time-major.
        q = self.query(query.transpose(0, 1))
        k = self.key(key.transpose(0, 1))
        v = self.value(value.transpose(0, 1))

        scores = torch.einsum("ibhd,jbhd->ijbh", q, k) / self.d_k ** 0.5
        if mask is not None:
            if mask.dim() == 2:
                mask = mask[:, :, None, None]
            else:
                mask = mask.permute(2, 3, 0, 1)
            scores = scores.masked_fill(~mask, float("-inf"))
        attn = scores.softmax(dim=1)  # axis 1 holds the keys here
        x = torch.einsum("ijbh,jbhd->ibhd", attn, v)
        return self.output(x.flatten(2)).transpose(0, 1)


if __name__ == "__main__":
    mha = MultiHeadAttention(24, 4)
    x = torch.randn(2, 3, 24)
    memory = torch.randn(2, 9, 24)
    print(mha(x, memory, memory).shape)
