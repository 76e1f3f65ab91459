import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.out = nn.Linear(d_model, d_model)

    def split_heads(self, x):
        ...

    def attend(self, q, k, v, mask):
        ...

    def forward(self, query, key, value, mask=None):
        # project -> split heads -> softmax(q k^T / sqrt(d_k)) v -> concat -> out
        ...


if __name__ == "__main__":
    x = torch.randn(2, 5, 32)
    output = MultiHeadAttention(32, 4)(x, x, x)
    if output is not None:
        print(output.shape)
