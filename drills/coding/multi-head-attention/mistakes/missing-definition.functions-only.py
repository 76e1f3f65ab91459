import math
import torch


def split(x, heads):
    B, T, D = x.shape
    return x.view(B, T, heads, D // heads).transpose(1, 2)


def multi_head_attention(query, key, value, w_q, w_k, w_v, w_o, heads, mask=None):
    q, k, v = split(query @ w_q, heads), split(key @ w_k, heads), split(value @ w_v, heads)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.size(-1))
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    return (scores.softmax(-1) @ v).transpose(1, 2).flatten(2) @ w_o


if __name__ == "__main__":
    x = torch.randn(2, 5, 16)
    weights = [torch.randn(16, 16) for _ in range(4)]
    print(multi_head_attention(x, x, x, *weights, heads=4).shape)
