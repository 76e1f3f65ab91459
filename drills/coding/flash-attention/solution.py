import math

import torch


def flash_attention(query, key, value, block_size=64, causal=False):
    """(B, H, Tq, d), (B, H, Tk, d), (B, H, Tk, d) -> (B, H, Tq, d), one block of keys at a time."""
    query = query / math.sqrt(query.size(3))
    places = torch.arange(key.size(2), device=key.device)
    running_max = torch.full_like(query[..., :1], -math.inf)  # (B, H, Tq, 1)
    denominator = torch.zeros_like(running_max)
    output = torch.zeros_like(query)
    for start in range(0, key.size(2), block_size):
        keys = key[:, :, start : start + block_size]  # the last block may be shorter
        values = value[:, :, start : start + block_size]
        scores = query @ keys.mT  # (B, H, Tq, block)
        if causal:
            later = places[start : start + block_size] > places[:, None]  # (Tq, block)
            scores = scores.masked_fill(later, -math.inf)
        new_max = torch.maximum(running_max, scores.amax(dim=-1, keepdim=True))
        weights = torch.exp(scores - new_max)
        # All earlier weights were taken relative to the old maximum.
        rescale = torch.exp(running_max - new_max)
        denominator = denominator * rescale + weights.sum(dim=-1, keepdim=True)
        output = output * rescale + weights @ values
        running_max = new_max
    return output / denominator


if __name__ == "__main__":
    torch.manual_seed(0)
    query, key, value = torch.randn(3, 2, 3, 10, 4)
    scores = query @ key.mT / math.sqrt(4)
    expected = torch.softmax(scores, dim=-1) @ value
    for size in (1, 3, 5, 64):
        assert torch.allclose(flash_attention(query, key, value, size), expected, atol=1e-6)
    later = torch.ones(10, 10).triu(1).bool()
    expected = torch.softmax(scores.masked_fill(later, -math.inf), dim=-1) @ value
    output = flash_attention(query, key, value, block_size=3, causal=True)
    assert torch.allclose(output, expected, atol=1e-6)
    print(output.shape)  # torch.Size([2, 3, 10, 4])
