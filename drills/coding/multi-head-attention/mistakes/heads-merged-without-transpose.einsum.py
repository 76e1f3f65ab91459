import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.h = num_heads
        self.d = d_model // num_heads
        self.w_q = nn.Parameter(torch.empty(num_heads, d_model, self.d))
        self.w_k = nn.Parameter(torch.empty(num_heads, d_model, self.d))
        self.w_v = nn.Parameter(torch.empty(num_heads, d_model, self.d))
        self.w_o = nn.Linear(d_model, d_model, bias=False)
        for w in (self.w_q, self.w_k, self.w_v):
            nn.init.xavier_normal_(w)

    def forward(self, query, key, value, mask=None):
        q = torch.einsum("bqm,hmd->bhqd", query, self.w_q)
        k = torch.einsum("bkm,hmd->bhkd", key, self.w_k)
        v = torch.einsum("bkm,hmd->bhkd", value, self.w_v)
        s = torch.einsum("bhqd,bhkd->bhqk", q, k) / self.d ** 0.5
        if mask is not None:
            s = s.masked_fill(~mask, float("-inf"))
        p = s.softmax(-1)
        ctx = torch.einsum("bhqk,bhkd->bhqd", p, v)
        return self.w_o(ctx.reshape(query.shape[0], query.shape[1], self.h * self.d))


if __name__ == "__main__":
    torch.manual_seed(0)
    net = MultiHeadAttention(16, 4)
    q, kv = torch.randn(3, 5, 16), torch.randn(3, 2, 16)
    print(net(q, kv, kv).shape)
