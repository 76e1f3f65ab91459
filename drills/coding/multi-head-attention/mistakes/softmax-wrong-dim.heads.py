import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.W_query = nn.Linear(d_model, d_model, bias=False)
        self.W_key = nn.Linear(d_model, d_model, bias=False)
        self.W_value = nn.Linear(d_model, d_model, bias=False)
        self.out_proj = nn.Linear(d_model, d_model)
        self.softmax = nn.Softmax(dim=1)

    def heads(self, x):
        return x.reshape(*x.shape[:2], self.num_heads, -1).transpose(1, 2)

    def forward(self, query, key, value, mask=None):
        queries = self.heads(self.W_query(query))
        keys = self.heads(self.W_key(key))
        values = self.heads(self.W_value(value))
        attn_scores = queries @ keys.transpose(2, 3) / keys.shape[-1] ** 0.5
        if mask is not None:
            attn_scores = attn_scores.masked_fill(~mask, -1e9)
        attn_weights = self.softmax(attn_scores)
        context = (attn_weights @ values).transpose(1, 2)
        return self.out_proj(context.flatten(2))


if __name__ == "__main__":
    torch.manual_seed(123)
    mha = MultiHeadAttention(12, 3)
    batch = torch.randn(2, 6, 12)
    context = mha(batch, batch, batch)
    print("shape:", context.shape)
