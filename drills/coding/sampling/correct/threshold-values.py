import torch
import torch.nn.functional as F


def keep_at_least(values, lowest):
    """Everything below the row's lowest kept value becomes minus infinity."""
    return torch.where(values >= lowest, values, torch.full_like(values, float("-inf")))


def next_token_probs(logits, temperature=1.0, top_k=None, top_p=None):
    vocab_size = logits.size(-1)
    if temperature == 0.0:
        return F.one_hot(logits.argmax(dim=-1), vocab_size).to(logits.dtype)

    z = logits / temperature
    if top_k is not None and top_k < vocab_size:
        ranked = torch.sort(z, dim=-1, descending=True).values
        z = keep_at_least(z, ranked[:, top_k - 1].unsqueeze(-1))
    if top_p is not None and top_p < 1.0:
        ranked = torch.sort(z, dim=-1, descending=True).values
        mass = F.softmax(ranked.float(), dim=-1).cumsum(dim=-1)
        # How many tokens lie wholly below the threshold; the next one crosses it.
        crossing = (mass < top_p).sum(dim=-1, keepdim=True).clamp(max=vocab_size - 1)
        z = keep_at_least(z, ranked.gather(-1, crossing))
    return F.softmax(z, dim=-1)


def sample_next_token(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    p = next_token_probs(logits, temperature=temperature, top_k=top_k, top_p=top_p)
    return torch.multinomial(p, 1, replacement=True, generator=generator)[:, 0]


if __name__ == "__main__":
    torch.manual_seed(1)
    scores = torch.randn(3, 8) * 2
    for p in (0.3, 0.6, 0.9):
        print(p, (next_token_probs(scores, top_p=p) > 0).sum(dim=-1).tolist())
    print(next_token_probs(scores, 0.7, 4, 0.9).shape)
