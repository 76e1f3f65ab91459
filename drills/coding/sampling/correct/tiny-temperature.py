import torch


def next_token_probs(logits, temperature=1.0, top_k=0, top_p=0.0, min_tokens_to_keep=1):
    """Greedy is the limit of a tiny temperature; 0 and None switch a filter off."""
    probs = torch.softmax(logits.double() / max(temperature, 1e-8), dim=-1)
    if top_k:
        probs = drop(probs, outside_top_k(probs, max(top_k, min_tokens_to_keep)))
    if top_p:
        probs = drop(probs, outside_nucleus(probs, top_p, min_tokens_to_keep))
    return probs.to(logits.dtype)


def drop(probs, outside):
    probs = probs.clone()
    probs[outside] = 0
    return probs / probs.sum(dim=-1, keepdim=True)


def outside_top_k(probs, k):
    order = probs.argsort(dim=-1, descending=True)
    outside = torch.zeros_like(probs, dtype=torch.bool)
    return outside.scatter(-1, order[:, k:], True)


def outside_nucleus(probs, top_p, min_tokens_to_keep):
    outside = torch.zeros_like(probs, dtype=torch.bool)
    for b, row in enumerate(probs):
        order = row.argsort(descending=True)
        mass = row[order].cumsum(0)
        size = int((mass < top_p).sum()) + 1
        outside[b, order[max(size, min_tokens_to_keep):]] = True
    return outside


def sample_next_token(logits, temperature=1.0, top_k=0, top_p=0.0, generator=None):
    probs = next_token_probs(logits, temperature, top_k, top_p)
    rows = [torch.multinomial(row, 1, generator=generator) for row in probs]
    return torch.cat(rows)


if __name__ == "__main__":
    torch.manual_seed(0)
    logits = torch.randn(2, 9)
    print(next_token_probs(logits, temperature=0.0).argmax(-1) == logits.argmax(-1))
    print(next_token_probs(logits, temperature=2.0, top_k=5, top_p=0.9).shape)
    print(sample_next_token(logits, temperature=2.0, top_k=5, top_p=0.9))
