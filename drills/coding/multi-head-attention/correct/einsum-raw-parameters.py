import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        d_k = d_model // num_heads
        self.scale = d_k ** -0.5
        shape = (num_heads, d_model, d_k)
        self.wq = nn.Parameter(torch.empty(shape))
        self.wk = nn.Parameter(torch.empty(shape))
        self.wv = nn.Parameter(torch.empty(shape))
        self.wo = nn.Parameter(torch.empty(num_heads, d_k, d_model))
        for p in self.parameters():
            nn.init.normal_(p, std=d_model ** -0.5)

    def forward(self, query, key, value, mask=None):
        q = torch.einsum("btm,hmd->bhtd", query, self.wq)
        k = torch.einsum("bsm,hmd->bhsd", key, self.wk)
        v = torch.einsum("bsm,hmd->bhsd", value, self.wv)
        logits = torch.einsum("bhtd,bhsd->bhts", q, k) * self.scale
        if mask is not None:
            logits = torch.where(mask, logits, torch.full_like(logits, float("-inf")))
        w = logits.softmax(dim=-1)
        # Concatenating and projecting is one contraction over (h, d).
        return torch.einsum("bhts,bhsd,hdm->btm", w, v, self.wo)


if __name__ == "__main__":
    torch.manual_seed(1)
    attn = MultiHeadAttention(20, 4)
    q, kv = torch.randn(2, 3, 20), torch.randn(2, 8, 20)
    print(attn(q, kv, kv).shape)
