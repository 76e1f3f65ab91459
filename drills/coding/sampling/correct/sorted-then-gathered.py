import torch


def next_token_probs(logits, temperature=1.0, top_k=None, top_p=None):
    """Sorts once, filters by rank and by mass, and undoes the sort at the end."""
    values, order = logits.float().sort(dim=-1, descending=True)
    rank = torch.arange(values.shape[-1], device=values.device).expand_as(values)

    if temperature > 0:
        probs = (values / temperature).softmax(dim=-1)
    else:
        probs = (rank == 0).float()
    if top_k is not None:
        probs = probs * (rank < top_k)
        probs = probs / probs.sum(dim=-1, keepdim=True)
    if top_p is not None:
        before = torch.cumsum(probs, dim=-1).roll(1, dims=-1)
        before[:, 0] = 0.0
        probs = probs * (before < top_p)
        probs = probs / probs.sum(dim=-1, keepdim=True)

    original_place = order.argsort(dim=-1)
    return probs.gather(-1, original_place)


def sample_next_token(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    """Inverts the cumulative distribution."""
    probs = next_token_probs(logits, temperature, top_k, top_p).double()
    cdf = probs.cumsum(dim=-1)
    u = torch.rand(len(cdf), 1, generator=generator, dtype=cdf.dtype) * cdf[:, -1:]
    return torch.searchsorted(cdf, u, right=True).clamp(max=cdf.shape[-1] - 1).squeeze(1)


if __name__ == "__main__":
    torch.manual_seed(3)
    logits = torch.randn(4, 7)
    p = next_token_probs(logits, temperature=0.9, top_k=5, top_p=0.75)
    assert torch.allclose(p.sum(-1), torch.ones(4))
    print("probabilities", tuple(p.shape), "tokens", sample_next_token(logits, top_p=0.75).tolist())
