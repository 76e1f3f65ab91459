import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        d = d_model // num_heads
        self.q = nn.Parameter(torch.randn(d_model, num_heads, d) * 0.1)
        self.k = nn.Parameter(torch.randn(d_model, num_heads, d) * 0.1)
        self.v = nn.Parameter(torch.randn(d_model, num_heads, d) * 0.1)
        self.o = nn.Parameter(torch.randn(num_heads, d, d_model) * 0.1)

    def forward(self, query, key, value, mask=None):
        q = torch.einsum("btm,mhd->bthd", query, self.q)
        k = torch.einsum("bsm,mhd->bshd", key, self.k)
        v = torch.einsum("bsm,mhd->bshd", value, self.v)
        logits = torch.einsum("bthd,bshd->bhts", q, k)
        if mask is not None:
            logits = torch.where(mask, logits, torch.tensor(-1e30).to(logits))
        w = torch.softmax(logits, dim=-1)
        return torch.einsum("bhts,bshd,hdm->btm", w, v, self.o)


if __name__ == "__main__":
    m = MultiHeadAttention(32, 4)
    x, y = torch.randn(2, 5, 32), torch.randn(2, 7, 32)
    print(m(x, y, y).shape)
