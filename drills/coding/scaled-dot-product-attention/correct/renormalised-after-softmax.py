import torch


def attention(query, key, value, mask=None, causal=False):
    scores = query @ key.transpose(1, 2) / query.shape[-1] ** 0.5
    weights = scores.softmax(dim=-1)
    keep = torch.ones_like(weights)
    if mask is not None:
        keep = keep * mask
    if causal:
        keep = keep.tril()
    # zero what is forbidden, then let each row sum to 1 again
    weights = weights * keep
    weights = weights / weights.sum(dim=-1, keepdim=True)
    return weights @ value, weights


if __name__ == "__main__":
    x = torch.randn(2, 4, 8)
    out, weights = attention(x, x, x, causal=True)
    print(weights[0])
    print(out.shape)
