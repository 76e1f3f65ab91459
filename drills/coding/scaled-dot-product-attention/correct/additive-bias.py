import torch


def bias_from(mask, like):
    """0 where attention is allowed, -inf elsewhere, to be added to the scores."""
    return torch.zeros_like(like).masked_fill(~mask, float("-inf"))


def attention(query, key, value, mask=None, causal=False):
    scale = query.shape[-1] ** -0.5
    scores = torch.bmm(query * scale, key.transpose(1, 2))
    if mask is not None:
        scores = scores + bias_from(mask, scores)
    if causal:
        rows = torch.arange(query.shape[1], device=query.device)[:, None]
        cols = torch.arange(key.shape[1], device=query.device)[None, :]
        scores = scores + bias_from(cols <= rows, scores)
    return torch.bmm(scores.softmax(-1), value)


if __name__ == "__main__":
    x = torch.randn(1, 6, 32)
    y = attention(x, x, x, mask=torch.ones(6, 6).bool(), causal=True)
    print("output", tuple(y.shape))
