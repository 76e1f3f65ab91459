"""Fused projections and PyTorch's attention, where there is one."""
import torch
import torch.nn.functional as F
from torch import nn


def sdpa(q, k, v, attn_mask=None):
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(q, k, v, attn_mask=attn_mask)
    w = torch.matmul(q, k.transpose(-1, -2)) * q.size(-1) ** -0.5
    if attn_mask is not None:
        w = w.masked_fill(attn_mask.logical_not(), torch.finfo(w.dtype).min)
    return torch.matmul(w.softmax(-1), v)


class TransformerBlock(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.ln_1 = nn.LayerNorm(d_model)
        self.c_attn = nn.Linear(d_model, 3 * d_model)
        self.c_proj = nn.Linear(d_model, d_model)
        self.ln_2 = nn.LayerNorm(d_model)
        self.w_in = nn.Linear(d_model, 2 * d_ff)
        self.w_out = nn.Linear(d_ff, d_model)
        self.n_head = num_heads

    def forward(self, x, mask=None):
        B, T, C = x.shape
        y = self.ln_1(x)
        qkv = self.c_attn(y).view(B, T, 3, self.n_head, C // self.n_head)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        a = sdpa(q, k, v, attn_mask=mask)
        x = x + self.c_proj(a.transpose(1, 2).reshape(B, T, C))
        y = self.ln_2(x)
        u, g = self.w_in(y).chunk(2, dim=-1)
        return x + self.w_out(F.silu(g) * u)


if __name__ == "__main__":
    print(TransformerBlock(16, 2, 40)(torch.randn(2, 3, 16)).shape)
