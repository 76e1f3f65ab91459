"""Works on probabilities throughout, and cuts the tail from its thin end."""
import torch


def sharpen(probs, temperature):
    # softmax(x / T) is softmax(x) ** (1 / T), renormalised.
    powers = probs.pow(1.0 / temperature)
    return powers / powers.sum(dim=-1, keepdim=True)


def next_token_probs(logits, temperature=1.0, top_k=None, top_p=None):
    probs = logits.double().softmax(dim=-1)
    if temperature == 0:
        top_k, top_p = 1, None
    else:
        probs = sharpen(probs, temperature)

    order = logits.argsort(dim=-1)  # ascending: the least probable token first
    ascending = probs.gather(-1, order)
    if top_k is not None:
        ascending[:, : max(0, logits.shape[-1] - top_k)] = 0.0
        ascending = ascending / ascending.sum(dim=-1, keepdim=True)
    if top_p is not None:
        # The tail may go as long as its mass is at most what the nucleus can spare.
        tail = ascending.cumsum(dim=-1) <= 1.0 - top_p
        tail[:, -1] = False
        ascending = ascending.masked_fill(tail, 0.0)
        ascending = ascending / ascending.sum(dim=-1, keepdim=True)
    return torch.empty_like(probs).scatter_(-1, order, ascending).to(logits.dtype)


def sample_next_token(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    weights = next_token_probs(logits, temperature, top_k, top_p).float()
    return torch.multinomial(weights, 1, generator=generator).reshape(logits.shape[0])


if __name__ == "__main__":
    logits = torch.randn(2, 12)
    print(next_token_probs(logits, temperature=1.5, top_k=6, top_p=0.7).shape)
    print(sample_next_token(logits, temperature=1.5, top_k=6, top_p=0.7))
