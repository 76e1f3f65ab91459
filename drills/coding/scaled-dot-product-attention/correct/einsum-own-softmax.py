import torch


def stable_softmax(s):
    e = torch.exp(s - s.amax(dim=-1, keepdim=True))
    return e / e.sum(dim=-1, keepdim=True)


def attention(query, key, value, mask=None, causal=False):
    n, m, d = query.shape[1], key.shape[1], query.shape[2]
    allowed = torch.ones(n, m, dtype=torch.bool, device=query.device)
    if causal:
        allowed = allowed.tril()
    if mask is not None:
        allowed = allowed & mask
    scores = torch.einsum("bqd,bkd->bqk", query, key) * d ** -0.5
    scores = torch.where(allowed, scores, torch.full_like(scores, float("-inf")))
    return torch.einsum("bqk,bkv->bqv", stable_softmax(scores), value)


if __name__ == "__main__":
    x = torch.randn(3, 5, 4)
    print(attention(x, x, x, causal=True).shape)
