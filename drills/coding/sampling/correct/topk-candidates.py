"""Only the candidates that top-k leaves are ever sorted, summed and drawn from."""
import torch


def candidates(logits, temperature, top_k, top_p):
    vocab = logits.shape[1]
    k = vocab if top_k is None else min(top_k, vocab)
    if temperature == 0:
        k = 1
    scores, tokens = torch.topk(logits.float(), k, dim=1)  # already in descending order
    probs = torch.softmax(scores / (temperature or 1.0), dim=1)
    if top_p is not None:
        outside = probs.cumsum(dim=1) - probs >= top_p
        probs = probs.masked_fill(outside, 0.0)
        probs = probs / probs.sum(dim=1, keepdim=True)
    return tokens, probs


def next_token_probs(logits, temperature=1.0, top_k=None, top_p=None):
    tokens, probs = candidates(logits, temperature, top_k, top_p)
    full = torch.zeros(logits.shape, dtype=probs.dtype, device=logits.device)
    return full.scatter_(1, tokens, probs)


def sample_next_token(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    tokens, probs = candidates(logits, temperature, top_k, top_p)
    choice = torch.multinomial(probs, 1, generator=generator)
    return tokens.gather(1, choice).flatten()


if __name__ == "__main__":
    torch.manual_seed(0)
    batch = torch.randn(3, 100)
    print(next_token_probs(batch, top_k=10, top_p=0.8).shape)
    print(sample_next_token(batch, top_k=10, top_p=0.8, generator=torch.Generator().manual_seed(7)))
