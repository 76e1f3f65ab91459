"""No sort: a token's rank and the mass above it come from comparing all pairs of tokens."""
import torch


def renormalise(weights):
    return weights / weights.sum(-1, keepdim=True)


def next_token_probs(logits, temperature=1.0, top_k=None, top_p=None):
    x = logits.float()
    above = (x.unsqueeze(1) > x.unsqueeze(2)).float()  # [b, i, j]: j is ahead of i
    rank = above.sum(-1)
    if temperature == 0:
        return renormalise((rank == 0).float())
    p = torch.softmax(x / temperature, -1)
    if top_k is not None:
        p = renormalise(torch.where(rank < top_k, p, torch.zeros_like(p)))
    if top_p is not None:
        mass_above = (above * p.unsqueeze(1)).sum(-1)
        p = renormalise(torch.where(mass_above < top_p, p, torch.zeros_like(p)))
    return p


def sample_next_token(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    p = next_token_probs(logits, temperature, top_k, top_p)
    # Exponential clocks with rates p: the first to ring is token i with probability p[i].
    clocks = torch.empty_like(p).exponential_(generator=generator)
    return torch.argmax(p / clocks, dim=-1)


if __name__ == "__main__":
    logits = torch.tensor([[0.2, 2.0, -1.0, 1.5]])
    print(next_token_probs(logits, top_p=0.6).shape)
    print([sample_next_token(logits, 1.5).item() for _ in range(20)])
