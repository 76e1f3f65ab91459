"""Plain Python, one row at a time: slow, and easy to check by eye."""
import math

import torch


def softmax(scores):
    largest = max(scores)
    powers = [math.exp(score - largest) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def filter_row(scores, temperature, top_k, top_p):
    ranking = sorted(range(len(scores)), key=lambda token: scores[token], reverse=True)
    if temperature == 0:
        return {ranking[0]: 1.0}
    if top_k is not None:
        ranking = ranking[:top_k]
    weights = softmax([scores[token] / temperature for token in ranking])
    kept = {}
    mass = 0.0
    for token, weight in zip(ranking, weights):
        if weight == 0:  # forbidden, and so is all that comes after it
            break
        kept[token] = weight
        mass += weight
        if top_p is not None and mass >= top_p:
            break
    return {token: weight / mass for token, weight in kept.items()}


def next_token_probs(logits, temperature=1.0, top_k=None, top_p=None):
    probs = []
    for row in logits.tolist():
        kept = filter_row(row, temperature, top_k, top_p)
        probs.append([kept.get(token, 0.0) for token in range(len(row))])
    return torch.tensor(probs, dtype=logits.dtype)


def sample_next_token(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    tokens = []
    for row in logits.tolist():
        kept = filter_row(row, temperature, top_k, top_p)
        u = torch.rand((), generator=generator, dtype=torch.float64).item()
        for token, weight in kept.items():
            u -= weight
            if u < 0:
                break
        tokens.append(token)  # the last one if rounding has left u just above 0
    return torch.tensor(tokens, dtype=torch.long)


if __name__ == "__main__":
    torch.manual_seed(0)
    example = torch.randn(2, 6)
    print(next_token_probs(example, temperature=1.3, top_k=4, top_p=0.8))
    print(next_token_probs(example, temperature=1.3, top_k=4, top_p=0.8).shape)
    print(sample_next_token(example, top_k=2))
