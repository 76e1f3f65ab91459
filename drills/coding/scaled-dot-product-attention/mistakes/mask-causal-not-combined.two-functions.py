import torch
import torch.nn.functional as F


def causal_mask(T, device):
    return torch.arange(T, device=device)[None, :] <= torch.arange(T, device=device)[:, None]


def scaled_scores(q, k):
    return torch.einsum("bid,bjd->bij", q, k).div(q.shape[-1] ** 0.5)


def masked_attention(q, k, v, mask):
    s = scaled_scores(q, k).masked_fill(~mask, float("-inf"))
    return torch.einsum("bij,bjv->biv", F.softmax(s, dim=-1), v)


def full_attention(q, k, v):
    return torch.einsum("bij,bjv->biv", F.softmax(scaled_scores(q, k), dim=-1), v)


def attention(query, key, value, mask=None, causal=False):
    if mask is not None:
        return masked_attention(query, key, value, mask)
    if causal:
        return masked_attention(query, key, value, causal_mask(key.shape[1], key.device))
    return full_attention(query, key, value)


if __name__ == "__main__":
    x = torch.randn(2, 5, 8)
    print(attention(x, x, x, causal=True).shape)
