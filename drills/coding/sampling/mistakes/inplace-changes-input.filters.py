import torch
import torch.nn.functional as F


def apply_top_k(logits, k):
    lowest = logits.topk(min(k, logits.size(-1)))[0][:, -1].unsqueeze(-1)
    logits[logits < lowest] = -float("inf")
    return logits


def apply_top_p(logits, p):
    for row in logits:
        ordered, where = row.sort(descending=True)
        mass = F.softmax(ordered, dim=0).cumsum(0)
        n = 1 + (mass < p).sum().item()
        row[where[n:]] = -float("inf")
    return logits


def next_token_probs(logits, temperature=1.0, top_k=None, top_p=None):
    if temperature == 0:
        logits = logits / 1e-7
    elif temperature != 1:
        logits = logits / temperature
    if top_k is not None:
        logits = apply_top_k(logits, top_k)
    if top_p is not None:
        logits = apply_top_p(logits, top_p)
    return F.softmax(logits, dim=-1)


def sample_next_token(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    probs = next_token_probs(logits, temperature, top_k, top_p)
    return torch.multinomial(probs, 1, generator=generator).squeeze(1)


if __name__ == "__main__":
    logits = torch.randn(2, 8)
    print(next_token_probs(logits, top_k=4).shape)
    print(sample_next_token(logits, top_p=0.8))
