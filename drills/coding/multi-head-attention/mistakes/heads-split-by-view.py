import math
import torch
import torch.nn as nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.d_model = d_model
        self.num_heads = num_heads
        self.d_head = d_model // num_heads
        self.Wq = nn.Linear(d_model, d_model)
        self.Wk = nn.Linear(d_model, d_model)
        self.Wv = nn.Linear(d_model, d_model)
        self.Wo = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        batch_size, len_q, _ = query.shape
        len_k = key.shape[1]
        # (batch, heads, len, d_head)
        Q = self.Wq(query).view(batch_size, self.num_heads, len_q, self.d_head)
        K = self.Wk(key).view(batch_size, self.num_heads, len_k, self.d_head)
        V = self.Wv(value).view(batch_size, self.num_heads, len_k, self.d_head)

        scores = Q @ K.transpose(-2, -1) / math.sqrt(self.d_head)
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        attn = scores.softmax(dim=-1)
        out = (attn @ V).view(batch_size, len_q, self.d_model)
        return self.Wo(out)


if __name__ == "__main__":
    mha = MultiHeadAttention(32, 4)
    x = torch.randn(2, 10, 32)
    print(mha(x, x, x).shape)
