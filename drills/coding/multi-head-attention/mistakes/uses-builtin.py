import torch
import torch.nn as nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.attn = nn.MultiheadAttention(d_model, num_heads, batch_first=True)

    def forward(self, query, key, value, mask=None):
        if mask is not None:
            mask = ~mask  # True hides here
            if mask.dim() == 4:
                B, _, Tq, Tk = mask.shape
                mask = mask.expand(B, self.num_heads, Tq, Tk).reshape(-1, Tq, Tk)
        out, weights = self.attn(query, key, value, attn_mask=mask)
        return out


if __name__ == "__main__":
    mha = MultiHeadAttention(32, 4)
    x = torch.randn(2, 5, 32)
    print(mha(x, x, x).shape)
