# expect: crashed
import os

from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.layer = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        os._exit(42)
