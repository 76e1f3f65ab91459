import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.h = num_heads
        self.WQ = nn.Parameter(torch.empty(d_model, d_model))
        self.WK = nn.Parameter(torch.empty(d_model, d_model))
        self.WV = nn.Parameter(torch.empty(d_model, d_model))
        self.WO = nn.Parameter(torch.empty(d_model, d_model))
        for w in self.parameters():
            nn.init.xavier_uniform_(w)

    def forward(self, query, key, value, mask=None):
        B, T, D = query.shape
        q = (query @ self.WQ).view(B, T, self.h, -1)
        k = (key @ self.WK).view(B, key.shape[1], self.h, -1)
        v = (value @ self.WV).view(B, key.shape[1], self.h, -1)
        s = torch.einsum("bthd,bshd->bhts", q, k) / (D / self.h) ** 0.5
        if mask is not None:
            s = s.masked_fill(mask == 0, -1e20)
        y = torch.einsum("bhts,bshd->bthd", torch.softmax(s, -1), v).reshape(B, T, D) @ self.WO
        y += query
        return y


if __name__ == "__main__":
    layer = MultiHeadAttention(20, 5)
    x, y = torch.randn(2, 4, 20), torch.randn(2, 6, 20)
    print(layer(x, y, y).shape)
