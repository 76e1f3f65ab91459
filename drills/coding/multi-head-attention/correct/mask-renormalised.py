import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.heads = num_heads
        self.wq = nn.Linear(d_model, d_model)
        self.wk = nn.Linear(d_model, d_model)
        self.wv = nn.Linear(d_model, d_model)
        self.wo = nn.Linear(d_model, d_model)

    def split(self, x):
        b, t, d = x.shape
        return x.reshape(b, t, self.heads, d // self.heads).swapaxes(1, 2)

    def forward(self, query, key, value, mask=None):
        q, k, v = map(self.split, (self.wq(query), self.wk(key), self.wv(value)))
        weights = torch.softmax(q @ k.swapaxes(2, 3) / k.shape[-1] ** 0.5, dim=-1)
        if mask is not None:
            # Same result as -inf before the softmax: drop the weights, then make each row sum to 1 again.
            weights = weights * mask
            weights = weights / weights.sum(dim=-1, keepdim=True)
        out = (weights @ v).swapaxes(1, 2)
        return self.wo(out.reshape(query.shape)), weights


if __name__ == "__main__":
    mha = MultiHeadAttention(28, 7)
    q, m = torch.randn(3, 2, 28), torch.randn(3, 5, 28)
    output, weights = mha(q, m, m)
    print(output.shape, weights.shape)
