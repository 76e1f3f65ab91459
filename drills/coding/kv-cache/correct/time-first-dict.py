"""A dict of detached tensors (B, S, d_model), split into heads after joining."""
import torch
from torch import nn


class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.h = num_heads
        self.q, self.k, self.v, self.o = (nn.Linear(d_model, d_model) for _ in range(4))

    def heads(self, x):
        return x.reshape(x.shape[0], -1, self.h, x.shape[2] // self.h).permute(0, 2, 1, 3)

    def forward(self, x, cache=None):
        cache = cache or {}
        q, k, v = self.q(x), self.k(x), self.v(x)
        if "k" in cache:
            k = torch.cat((cache["k"], k), dim=1)
            v = torch.cat((cache["v"], v), dim=1)
        Q, K, V = self.heads(q), self.heads(k), self.heads(v).contiguous()
        S = torch.matmul(Q, K.transpose(2, 3)) * Q.shape[-1] ** -0.5
        future = torch.ones_like(S).triu(1 + K.shape[2] - Q.shape[2]).bool()
        A = torch.softmax(S.masked_fill(future, float("-inf")), -1)
        y = torch.matmul(A, V).permute(0, 2, 1, 3).reshape(x.shape)
        return self.o(y), {"k": k.detach(), "v": v.detach()}


if __name__ == "__main__":
    net = CausalSelfAttention(12, 3)
    print(net(torch.randn(2, 4, 12))[0].shape)
