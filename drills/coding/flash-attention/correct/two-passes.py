import torch


def flash_attention(query, key, value, block_size=64, causal=False):
    """The first pass finds what every weight is divided by, the second one adds up the values."""

    def blocks():
        for s in range(0, key.shape[2], block_size):
            e = min(s + block_size, key.shape[2])
            logits = (query @ key[:, :, s:e].transpose(-1, -2)) / query.shape[3] ** 0.5
            if causal:
                allowed = torch.ones(query.shape[2], e - s, dtype=torch.bool).tril(-s)
                logits = logits.masked_fill(~allowed, float("-inf"))
            yield logits, value[:, :, s:e]

    normaliser = torch.full(query.shape[:3], float("-inf"), dtype=query.dtype)
    for logits, _ in blocks():
        normaliser = torch.logaddexp(normaliser, logits.logsumexp(-1))
    return sum((logits - normaliser[..., None]).exp() @ v for logits, v in blocks())


if __name__ == "__main__":
    q, k, v = torch.randn(1, 1, 3, 4), torch.randn(1, 1, 8, 4), torch.randn(1, 1, 8, 4)
    print(flash_attention(q, k, v, block_size=3).shape)
