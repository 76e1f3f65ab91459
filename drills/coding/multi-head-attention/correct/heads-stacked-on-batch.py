import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.split_size = d_model // num_heads
        self.q = nn.Linear(d_model, d_model, bias=False)
        self.k = nn.Linear(d_model, d_model, bias=False)
        self.v = nn.Linear(d_model, d_model, bias=False)
        self.mix = nn.Linear(d_model, d_model, bias=False)

    def forward(self, query, key, value, mask=None):
        B, Tq, Tk = query.size(0), query.size(1), key.size(1)
        # cut the features, pile the pieces up along the batch: (H * B, T, d_model / H)
        q = torch.cat(torch.split(self.q(query), self.split_size, dim=2), dim=0)
        k = torch.cat(torch.split(self.k(key), self.split_size, dim=2), dim=0)
        v = torch.cat(torch.split(self.v(value), self.split_size, dim=2), dim=0)

        logits = torch.bmm(q, k.transpose(1, 2)) / self.split_size ** 0.5
        if mask is not None:
            allowed = mask.expand(B, self.num_heads, Tq, Tk).transpose(0, 1).reshape(-1, Tq, Tk)
            logits = logits.masked_fill(~allowed, -2.0 ** 32 + 1)
        out = torch.bmm(torch.softmax(logits, dim=2), v)
        out = torch.cat(torch.split(out, B, dim=0), dim=2)
        return self.mix(out)


if __name__ == "__main__":
    layer = MultiHeadAttention(12, 4)
    x, y = torch.randn(3, 2, 12), torch.randn(3, 5, 12)
    print(layer(x, y, y).shape)
