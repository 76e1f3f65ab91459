import math
import torch
import torch.nn as nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.d_k = d_model // num_heads
        # each head works on d_k features
        self.w_q = nn.Linear(d_model, self.d_k)
        self.w_k = nn.Linear(d_model, self.d_k)
        self.w_v = nn.Linear(d_model, self.d_k)
        self.w_o = nn.Linear(d_model, d_model)

    def attention(self, q, k, v, mask):
        scores = torch.bmm(q, k.transpose(1, 2)) / math.sqrt(self.d_k)
        if mask is not None:
            if mask.dim() == 4:
                mask = mask.squeeze(1)
            scores = scores.masked_fill(mask == 0, float("-inf"))
        return torch.bmm(F.softmax(scores, dim=-1), v)

    def forward(self, query, key, value, mask=None):
        heads = []
        for _ in range(self.num_heads):
            q = self.w_q(query)
            k = self.w_k(key)
            v = self.w_v(value)
            heads.append(self.attention(q, k, v, mask))
        return self.w_o(torch.cat(heads, dim=-1))


if __name__ == "__main__":
    torch.manual_seed(42)
    model = MultiHeadAttention(60, 6)
    q, kv = torch.randn(2, 4, 60), torch.randn(2, 9, 60)
    print(model(q, kv, kv).shape)
