"""The projections are 1x1 convolutions, so features come before time; the query is scaled; a finite fill."""
import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.n_heads = num_heads
        self.k_channels = d_model // num_heads
        self.conv_q = nn.Conv1d(d_model, d_model, 1)
        self.conv_k = nn.Conv1d(d_model, d_model, 1)
        self.conv_v = nn.Conv1d(d_model, d_model, 1)
        self.conv_o = nn.Conv1d(d_model, d_model, 1)

    def forward(self, query, key, value, mask=None):
        q = self.conv_q(query.transpose(1, 2))  # (B, d_model, Tq)
        k = self.conv_k(key.transpose(1, 2))
        v = self.conv_v(value.transpose(1, 2))
        b, d, t_q = q.shape
        t_k = k.shape[2]
        # features before time, so the view needs a transpose only for the last two axes
        q = q.view(b, self.n_heads, self.k_channels, t_q).transpose(2, 3)
        k = k.view(b, self.n_heads, self.k_channels, t_k)
        v = v.view(b, self.n_heads, self.k_channels, t_k).transpose(2, 3)
        scores = torch.matmul(q / self.k_channels ** 0.5, k)
        if mask is not None:
            scores = scores.masked_fill(mask == 0, -1e4)
        p_attn = torch.softmax(scores, dim=-1)
        out = torch.matmul(p_attn, v)                                 # (B, H, Tq, d_k)
        out = out.transpose(2, 3).contiguous().view(b, d, t_q)
        return self.conv_o(out).transpose(1, 2)


if __name__ == "__main__":
    enc = MultiHeadAttention(20, 5)
    x = torch.randn(2, 7, 20)
    print(enc(x, x, x).shape)
