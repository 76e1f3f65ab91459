import torch

NEG_INF = float("-inf")


def filtered_log_probs(logits, temperature, top_k, top_p):
    """Log-probabilities, minus infinity where a token is out."""
    logits = logits.double()
    vocab = logits.shape[-1]
    if temperature == 0:
        best = logits.argmax(dim=-1)
        others = torch.arange(vocab, device=logits.device) != best[:, None]
        return torch.zeros_like(logits).masked_fill(others, NEG_INF)

    log_p = torch.log_softmax(logits / temperature, dim=-1)
    if top_k is not None:
        _, keep = log_p.topk(min(top_k, vocab), dim=-1)
        mask = torch.ones_like(log_p, dtype=torch.bool).scatter_(-1, keep, False)
        log_p = torch.log_softmax(log_p.masked_fill(mask, NEG_INF), dim=-1)
    if top_p is not None:
        sorted_log_p, index = torch.sort(log_p, dim=-1, descending=True)
        reached = sorted_log_p.exp().cumsum(-1) >= top_p
        # Shift by one place: the first token that reaches top_p is kept.
        drop = torch.cat([torch.zeros_like(reached[:, :1]), reached[:, :-1]], dim=-1)
        mask = torch.empty_like(drop).scatter_(-1, index, drop)
        log_p = torch.log_softmax(log_p.masked_fill(mask, NEG_INF), dim=-1)
    return log_p


def next_token_probs(logits, temperature=1.0, top_k=None, top_p=None):
    return filtered_log_probs(logits, temperature, top_k, top_p).exp().to(logits.dtype)


def sample_next_token(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    log_p = filtered_log_probs(logits, temperature, top_k, top_p)
    uniform = torch.rand(log_p.shape, generator=generator, dtype=log_p.dtype)
    gumbel = -torch.log(-torch.log(uniform))
    return (log_p + gumbel).argmax(dim=-1)


if __name__ == "__main__":
    x = torch.linspace(-2, 2, 12).view(2, 6)
    probs = next_token_probs(x, 0.5, 3, 0.95)
    draws = torch.stack([sample_next_token(x, 0.5, 3, 0.95) for _ in range(2000)])
    print(probs.shape)
    print(probs[0], torch.bincount(draws[:, 0], minlength=6) / 2000)
