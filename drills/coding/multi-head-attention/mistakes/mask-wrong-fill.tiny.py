import torch
import torch.nn as nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.nheads, self.hdim = num_heads, d_model // num_heads
        self.wq = nn.Linear(d_model, d_model)
        self.wk = nn.Linear(d_model, d_model)
        self.wv = nn.Linear(d_model, d_model)
        self.wo = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q = self.wq(query).unflatten(2, (self.nheads, self.hdim)).transpose(1, 2)
        k = self.wk(key).unflatten(2, (self.nheads, self.hdim)).transpose(1, 2)
        v = self.wv(value).unflatten(2, (self.nheads, self.hdim)).transpose(1, 2)
        s = q @ k.transpose(2, 3) * self.hdim ** -0.5
        if mask is not None:
            s = s.masked_fill(~mask, torch.finfo(s.dtype).tiny)
        s = s.softmax(3)
        return self.wo((s @ v).transpose(1, 2).flatten(2))


if __name__ == "__main__":
    net = MultiHeadAttention(24, 4)
    a, b = torch.randn(2, 3, 24), torch.randn(2, 4, 24)
    print(net(a, b, b).shape)
