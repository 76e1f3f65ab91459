import math
import torch
import torch.nn as nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.d_k = d_model // num_heads
        self.q = nn.Linear(d_model, d_model)
        self.k = nn.Linear(d_model, d_model)
        self.v = nn.Linear(d_model, d_model)
        self.o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.q(query), self.k(key), self.v(value)
        outputs = []
        head = 0
        while len(outputs) < self.num_heads:
            part = slice(head * self.d_k, (head + 1) * self.d_k)
            s = q[..., part] @ k[..., part].transpose(-2, -1) / math.sqrt(self.d_k)
            if mask is not None:
                s = s.masked_fill(~(mask[:, 0] if mask.dim() == 4 else mask), float("-inf"))
            output = s.softmax(dim=-1) @ v[..., part]
            head += 1
        outputs.append(output)
        return self.o(torch.cat(outputs, dim=-1))


if __name__ == "__main__":
    mha = MultiHeadAttention(16, 4)
    x = torch.randn(2, 3, 16)
    print(mha(x, x, x).shape)
