import torch


def next_token_probs(logits, temperature=1.0, top_k=None, top_p=None):
    """(B, V) logits -> (B, V) probabilities after temperature, top-k and top-p, in this order."""
    if temperature == 0:  # greedy; the filters always keep the largest logit
        return torch.zeros_like(logits).scatter(-1, logits.argmax(-1, keepdim=True), 1.0)

    # A cumulative sum over a vocabulary needs more than the 8 bits of bfloat16.
    scaled = logits.to(torch.promote_types(logits.dtype, torch.float32)) / temperature

    if top_k is not None:
        kth_largest = scaled.topk(min(top_k, scaled.shape[-1])).values[:, -1:]
        scaled = scaled.masked_fill(scaled < kth_largest, float("-inf"))
    if top_p is not None:
        probs, order = torch.softmax(scaled, dim=-1).sort(dim=-1, descending=True)
        # The mass before a token decides, so the token that crosses top_p stays.
        remove = probs.cumsum(dim=-1) - probs >= top_p
        # Scatter takes the decision from sorted order back to the vocabulary's.
        remove = torch.zeros_like(remove).scatter(-1, order, remove)
        scaled = scaled.masked_fill(remove, float("-inf"))
    return torch.softmax(scaled, dim=-1)  # removed tokens get 0, the rest sums to 1


def sample_next_token(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    """One token per row, int64 (B,), drawn from next_token_probs."""
    probs = next_token_probs(logits, temperature, top_k, top_p)
    return torch.multinomial(probs, num_samples=1, generator=generator).squeeze(-1)


if __name__ == "__main__":
    logits = torch.tensor([[1.0, 3.0, 0.0, 2.0, -1.0], [4.0, -2.0, 0.5, 0.0, 3.5]])
    probs = next_token_probs(logits, temperature=0.8, top_k=3, top_p=0.9)
    print(probs.shape)  # torch.Size([2, 5])

    # Draw many tokens: their frequencies must be the probabilities.
    generator = torch.Generator().manual_seed(0)
    tokens = sample_next_token(logits.repeat(10_000, 1), 0.8, 3, 0.9, generator)
    counts = torch.stack([torch.bincount(tokens[row::2], minlength=5) for row in range(2)])
    assert torch.allclose(counts / 10_000, probs, atol=0.02)
    assert (counts[probs == 0] == 0).all()
