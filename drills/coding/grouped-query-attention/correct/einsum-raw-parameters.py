import torch
from torch import nn


class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, num_heads, num_kv_heads):
        super().__init__()
        d = d_model // num_heads
        r = num_heads // num_kv_heads
        std = d_model ** -0.5
        self.w_q = nn.Parameter(torch.randn(num_kv_heads, r, d, d_model) * std)
        self.w_k = nn.Parameter(torch.randn(num_kv_heads, d, d_model) * std)
        self.w_v = nn.Parameter(torch.randn(num_kv_heads, d, d_model) * std)
        self.w_o = nn.Parameter(torch.randn(num_kv_heads, r, d, d_model) * std)

    def forward(self, x, mask=None):
        q = torch.einsum("btm,grdm->bgrtd", x, self.w_q)
        k = torch.einsum("bsm,gdm->bgsd", x, self.w_k)
        v = torch.einsum("bsm,gdm->bgsd", x, self.w_v)
        scores = torch.einsum("bgrtd,bgsd->bgrts", q, k) / q.shape[-1] ** 0.5
        if mask is not None:
            mask = mask.reshape(-1, 1, 1, *mask.shape[-2:])
            scores = torch.where(mask, scores, torch.full_like(scores, float("-inf")))
        weights = scores.softmax(dim=-1)
        context = torch.einsum("bgrts,bgsd->bgrtd", weights, v)
        return torch.einsum("bgrtd,grdm->btm", context, self.w_o)


if __name__ == "__main__":
    layer = GroupedQueryAttention(24, 6, 3)
    x = torch.randn(2, 4, 24)
    print(layer(x, torch.ones(4, 4).tril().bool()).shape)
