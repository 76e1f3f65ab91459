import torch
from torch import nn


class Head(nn.Module):
    def __init__(self, d_model, width):
        super().__init__()
        self.q, self.k, self.v = nn.Linear(d_model, width), nn.Linear(d_model, width), nn.Linear(d_model, width)
        self.scale = width ** -0.5

    def forward(self, query, key, value, mask):
        s = self.scale * torch.einsum("bid,bjd->bij", self.q(query), self.k(key))
        if mask is not None:
            s = torch.where(mask, torch.full_like(s, -1e9), s)
        return torch.einsum("bij,bjd->bid", torch.softmax(s, dim=-1), self.v(value))


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.heads = nn.ModuleList(Head(d_model, d_model // num_heads) for _ in range(num_heads))
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        if mask is not None and mask.dim() > 2:
            mask = mask.squeeze(1)
        return self.mix(torch.cat([h(query, key, value, mask) for h in self.heads], -1))


if __name__ == "__main__":
    model = MultiHeadAttention(20, 4)
    x, y = torch.randn(2, 3, 20), torch.randn(2, 5, 20)
    print(model(x, y, y).shape)
