import math

import torch


def attention(query, key, value, mask=None, causal=False):
    """
    Scaled dot-product attention for one head.

    query (B, Tq, d), key (B, Tk, d), value (B, Tk, d_v) -> (B, Tq, d_v)
    mask: boolean, True = may attend, broadcastable to (B, Tq, Tk)
    causal: query i sees keys 0 to i, on top of what the mask allows
    """
    scores = query @ key.transpose(-2, -1)  # (B, Tq, Tk)
    scores = scores / math.sqrt(query.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    if causal:
        # Not an elif: a key must pass both tests.
        future = torch.ones(scores.shape[-2:], dtype=torch.bool, device=scores.device).triu(1)
        scores = scores.masked_fill(future, float("-inf"))
    weights = torch.softmax(scores, dim=-1)  # each query's weights sum to 1
    return weights @ value


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(2, 5, 8)
    changed = x.clone()
    changed[:, -1] += 1.0  # the future must not reach the past
    before = attention(x, x, x, causal=True)
    after = attention(changed, changed, changed, causal=True)
    assert torch.equal(before[:, :-1], after[:, :-1])

    padding = torch.tensor([[True, True, True, False, False]]).unsqueeze(1)  # (1, 1, 5)
    both = attention(x, x, x, padding, causal=True)
    assert torch.allclose(both[:, 0], x[:, 0])  # the first query sees itself alone
    assert torch.allclose(both[:, 4], attention(x, x, x, padding)[:, 4])

    memory, values = torch.randn(2, 7, 8), torch.randn(2, 7, 6)
    assert attention(1e4 * x, memory, values).isfinite().all()
    print(attention(x, memory, values).shape)  # torch.Size([2, 5, 6])
