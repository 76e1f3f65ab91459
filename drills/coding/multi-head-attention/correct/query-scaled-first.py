import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads, dropout=0.1):
        super().__init__()
        self.num_heads = num_heads
        self.head_size = d_model // num_heads
        self.scaling = self.head_size ** -0.5
        self.q_proj = nn.Linear(d_model, d_model)
        self.k_proj = nn.Linear(d_model, d_model)
        self.v_proj = nn.Linear(d_model, d_model)
        self.out = nn.Sequential(nn.Linear(d_model, d_model), nn.Dropout(dropout))

    def _shape(self, t, seq_len, bsz):
        return t.view(bsz, seq_len, self.num_heads, self.head_size).transpose(1, 2).contiguous()

    def forward(self, query, key, value, mask=None):
        bsz, tgt_len, width = query.size()
        src_len = key.size(1)
        # scaling the query costs Tq * d_model products instead of H * Tq * Tk
        q = self._shape(self.q_proj(query) * self.scaling, tgt_len, bsz)
        k = self._shape(self.k_proj(key), src_len, bsz)
        v = self._shape(self.v_proj(value), src_len, bsz)
        w = torch.matmul(q, k.transpose(3, 2))
        if mask is not None:
            w = w.masked_fill(torch.logical_not(mask), torch.finfo(w.dtype).min)
        w = nn.functional.softmax(w, dim=-1)
        y = torch.matmul(w, v).transpose(1, 2).reshape(bsz, tgt_len, width)
        return self.out(y)


if __name__ == "__main__":
    attn = MultiHeadAttention(64, 8)
    attn.eval()
    hidden = torch.randn(1, 12, 64)
    with torch.no_grad():
        output = attn(hidden, hidden, hidden)
    print("Output shape:", output.shape)
