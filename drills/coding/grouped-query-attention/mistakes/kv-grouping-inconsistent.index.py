import torch
from torch import nn


class GroupedQueryAttention(nn.Module):
    """Looks up the key and the value of each query head by index."""

    def __init__(self, d_model, num_heads, num_kv_heads):
        super().__init__()
        self.d = d_model // num_heads
        self.q = nn.Linear(d_model, num_heads * self.d)
        self.kv = nn.Linear(d_model, 2 * num_kv_heads * self.d)
        self.out = nn.Linear(num_heads * self.d, d_model)
        heads = torch.arange(num_heads)
        self.register_buffer("key_of", heads.div(num_heads // num_kv_heads, rounding_mode="floor"))
        self.register_buffer("value_of", heads % num_kv_heads)

    def forward(self, x, mask=None):
        B, T, _ = x.shape
        q = self.q(x).view(B, T, -1, self.d).transpose(1, 2)
        k, v = self.kv(x).view(B, T, 2, -1, self.d).permute(2, 0, 3, 1, 4)
        k = k.index_select(1, self.key_of)
        v = v.index_select(1, self.value_of)
        scores = torch.einsum("bhid,bhjd->bhij", q, k) * self.d ** -0.5
        if mask is not None:
            scores = scores + torch.where(mask, 0.0, float("-inf")).to(scores.dtype)
        out = torch.einsum("bhij,bhjd->bihd", scores.softmax(-1), v)
        return self.out(out.flatten(2))


if __name__ == "__main__":
    x = torch.randn(2, 5, 24)
    print(GroupedQueryAttention(24, 6, 2)(x).shape)
