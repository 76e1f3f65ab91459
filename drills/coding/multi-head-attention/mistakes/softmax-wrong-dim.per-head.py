import torch
from torch import nn


class SingleHead(nn.Module):
    def __init__(self, d_in, d_out):
        super().__init__()
        self.wq = nn.Linear(d_in, d_out)
        self.wk = nn.Linear(d_in, d_out)
        self.wv = nn.Linear(d_in, d_out)
        self.d_out = d_out

    def forward(self, query, key, value, mask):
        scores = self.wq(query).bmm(self.wk(key).transpose(1, 2)) / self.d_out ** 0.5  # (B, Tq, Tk)
        if mask is not None:
            mask = mask[:, 0] if mask.dim() == 4 else mask
            scores = scores.masked_fill(~mask, -1e9)
        return torch.softmax(scores, dim=1).bmm(self.wv(value))


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.heads = nn.ModuleList([SingleHead(d_model, d_model // num_heads) for _ in range(num_heads)])
        self.linear = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        out = [head(query, key, value, mask) for head in self.heads]
        return self.linear(torch.cat(out, dim=-1))


if __name__ == "__main__":
    layer = MultiHeadAttention(30, 5)
    x, y = torch.randn(3, 4, 30), torch.randn(3, 6, 30)
    print(layer(x, y, y).shape)
