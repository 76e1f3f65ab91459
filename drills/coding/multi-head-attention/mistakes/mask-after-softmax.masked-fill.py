import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads, p_drop=0.1):
        super().__init__()
        self.num_heads = num_heads
        self.in_proj = nn.Linear(d_model, 3 * d_model)
        self.drop = nn.Dropout(p_drop)
        self.out_proj = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        D = query.size(-1)
        q = self.in_proj(query)[:, :, :D]
        k = self.in_proj(key)[:, :, D:2 * D]
        v = self.in_proj(value)[:, :, 2 * D:]

        outs = []
        for q_h, k_h, v_h in zip(*(t.chunk(self.num_heads, dim=2) for t in (q, k, v))):
            w = torch.softmax(q_h @ k_h.transpose(1, 2) / q_h.size(2) ** 0.5, dim=2)
            if mask is not None:
                m = mask.squeeze(1) if mask.dim() == 4 else mask
                w = w.masked_fill(~m, 0.0)
            outs.append(self.drop(w) @ v_h)
        return self.out_proj(torch.cat(outs, dim=2))


if __name__ == "__main__":
    layer = MultiHeadAttention(48, 4)
    layer.eval()
    x, y = torch.randn(2, 5, 48), torch.randn(2, 8, 48)
    result = layer(x, y, y)
    print("result.shape =", result.shape)
