import torch
from torch import nn


class AttentionHead(nn.Module):
    def __init__(self, d_model, d_k):
        super().__init__()
        self.W_q = nn.Linear(d_model, d_k)
        self.W_k = nn.Linear(d_model, d_k)
        self.W_v = nn.Linear(d_model, d_k)
        self.d_k = d_k

    def forward(self, q, k, v, mask):
        scores = self.W_q(q) @ self.W_k(k).transpose(-2, -1) / self.d_k ** 0.5
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        return scores.softmax(dim=-1) @ self.W_v(v)


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.heads = nn.ModuleList()
        for _ in range(num_heads):
            self.heads.append(AttentionHead(d_model, d_model // num_heads))

    def forward(self, query, key, value, mask=None):
        if mask is not None and mask.dim() == 4:
            mask = mask.squeeze(1)
        return torch.cat([head(query, key, value, mask) for head in self.heads], dim=-1)


if __name__ == "__main__":
    torch.manual_seed(0)
    output = MultiHeadAttention(16, 4)(*[torch.randn(1, 3, 16)] * 3)
    print(output.shape)
