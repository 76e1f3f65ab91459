import torch
import torch.nn as nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads, self.d_k = num_heads, d_model // num_heads
        self.to_queries = nn.Linear(d_model, d_model)
        self.to_keys = nn.Linear(d_model, d_model)
        self.to_values = nn.Linear(d_model, d_model)
        self.unify = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        b, t, e = query.size()
        s = key.size(1)
        h = self.num_heads
        queries = self.to_queries(query).view(b, t, h, e // h).transpose(1, 2)
        keys = self.to_keys(key).view(b, s, h, e // h).transpose(1, 2)
        values = self.to_values(value).view(b, s, h, e // h).transpose(1, 2)

        dot = torch.matmul(queries, keys.transpose(2, 3))
        dot = dot / self.d_k
        if mask is not None:
            dot = dot.masked_fill(~mask, float("-inf"))
        dot = F.softmax(dot, dim=3)
        out = torch.matmul(dot, values).transpose(1, 2).reshape(b, t, e)
        return self.unify(out)


if __name__ == "__main__":
    sa = MultiHeadAttention(40, 4)
    x = torch.randn(3, 5, 40)
    output = sa(x, x, x)
    print(output.shape)
