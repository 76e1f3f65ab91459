"""A function with the name of torch's; returns the weights, too, averaged over heads."""
import torch
import torch.nn as nn


def scaled_dot_product_attention(q, k, v, mask=None):
    """My own; the name only says what it is."""
    d_k = q.shape[-1]
    scores = torch.matmul(q, k.transpose(-2, -1)) / torch.sqrt(torch.tensor(float(d_k)))
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = torch.softmax(scores, dim=-1)
    return torch.matmul(weights, v), weights


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.d_k = d_model // num_heads
        self.W_Q = nn.Linear(d_model, num_heads * self.d_k)
        self.W_K = nn.Linear(d_model, num_heads * self.d_k)
        self.W_V = nn.Linear(d_model, num_heads * self.d_k)
        self.fc = nn.Linear(num_heads * self.d_k, d_model)

    def forward(self, query, key, value, mask=None):
        batch = query.size(0)
        q = self.W_Q(query).reshape(batch, -1, self.num_heads, self.d_k).transpose(1, 2)
        k = self.W_K(key).reshape(batch, -1, self.num_heads, self.d_k).transpose(1, 2)
        v = self.W_V(value).reshape(batch, -1, self.num_heads, self.d_k).transpose(1, 2)
        context, weights = scaled_dot_product_attention(q, k, v, mask)
        context = torch.cat([context[:, h] for h in range(self.num_heads)], dim=-1)
        return self.fc(context), weights.mean(dim=1)


if __name__ == "__main__":
    attn = MultiHeadAttention(d_model=24, num_heads=6)
    seq = torch.randn(2, 8, 24)
    output, weights = attn(seq, seq, seq)
    assert torch.allclose(weights.sum(-1), torch.ones(2, 8))
    print(output.shape)
