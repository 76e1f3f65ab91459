import torch
import torch.nn as nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.W_q = nn.Linear(d_model, d_model)
        self.W_k = nn.Linear(d_model, d_model)
        self.W_v = nn.Linear(d_model, d_model)
         self.W_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q = torch.stack(self.W_q(query).chunk(self.num_heads, -1), 1)
        k = torch.stack(self.W_k(key).chunk(self.num_heads, -1), 1)
        v = torch.stack(self.W_v(value).chunk(self.num_heads, -1), 1)
        s = q @ k.transpose(2, 3) / q.shape[-1] ** 0.5
        if mask is not None:
            s = s.masked_fill(~mask, float("-inf"))
        return self.W_o(torch.cat((s.softmax(-1) @ v).unbind(1), -1))


if __name__ == "__main__":
    x = torch.randn(1, 4, 8)
    print(MultiHeadAttention(8, 2)(x, x, x).shape)
