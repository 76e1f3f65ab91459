import random

import torch


def next_token_probs(logits, temperature=1.0, top_k=None, top_p=None):
    if temperature == 0:
        return (logits.argsort(dim=-1, descending=True).argsort(dim=-1) == 0).float()
    order = logits.argsort(dim=-1, descending=True)
    probs = torch.softmax(logits.float().gather(-1, order) / temperature, dim=-1)
    if top_k is not None:
        probs[:, top_k:] = 0
        probs /= probs.sum(dim=-1, keepdim=True)
    if top_p is not None:
        probs[probs.cumsum(dim=-1) - probs >= top_p] = 0
        probs /= probs.sum(dim=-1, keepdim=True)
    return torch.zeros_like(probs).scatter(-1, order, probs)


def sample_next_token(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    probs = next_token_probs(logits, temperature, top_k, top_p)
    vocabulary = range(logits.shape[-1])
    tokens = [random.choices(vocabulary, weights=row)[0] for row in probs.tolist()]
    return torch.tensor(tokens)


if __name__ == "__main__":
    logits = torch.randn(2, 10)
    print(next_token_probs(logits, 0.9, 5, 0.8).shape)
    print(sample_next_token(logits, 0.9, 5, 0.8))
