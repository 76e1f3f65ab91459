import torch


def nucleus(probs, top_p):
    """Tokens of one row, most probable first, while their total stays within top_p."""
    kept, total = [], 0.0
    for token in probs.argsort(descending=True).tolist():
        total += probs[token].item()
        if total > top_p:
            break
        kept.append(token)
    return kept


def next_token_probs(logits, temperature=1.0, top_k=None, top_p=None):
    vocab_size = logits.shape[-1]
    result = torch.zeros(logits.shape)
    for i, row in enumerate(logits.float()):
        if temperature == 0:
            result[i, row.argmax()] = 1
            continue
        probs = torch.softmax(row / temperature, dim=0)
        if top_k is not None:
            best = probs.topk(min(top_k, vocab_size)).indices
            probs = torch.zeros(vocab_size).index_copy(0, best, probs[best] / probs[best].sum())
        if top_p is not None:
            kept = nucleus(probs, top_p)
            probs = torch.zeros(vocab_size).index_copy(0, torch.tensor(kept), probs[kept])
            probs = probs / probs.sum()
        result[i] = probs
    return result


def sample_next_token(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    probs = next_token_probs(logits, temperature, top_k, top_p)
    return torch.multinomial(probs, 1, generator=generator)[:, 0]


if __name__ == "__main__":
    logits = torch.tensor([[1.0, 0.5, 0.0, -0.5], [0.2, 0.1, 0.0, 0.3]])
    print(next_token_probs(logits, top_p=0.9).shape)
    print(sample_next_token(logits, temperature=0.8))
