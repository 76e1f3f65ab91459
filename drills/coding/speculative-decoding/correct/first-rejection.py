import torch


def residual_distribution(p, q):
    r = torch.maximum(p - q, torch.zeros_like(p))
    s = r.sum()
    return p if s == 0 else r.div(s)


def verify_drafts(draft_tokens, draft_probs, target_probs, uniforms, bonus=True):
    rows = torch.arange(len(draft_tokens))
    ratio = target_probs[rows, draft_tokens] / draft_probs[rows, draft_tokens]
    rejected = (uniforms >= ratio).nonzero().flatten().tolist()
    if rejected:
        first = rejected[0]
        return first, residual_distribution(target_probs[first], draft_probs[first])
    return len(rows), target_probs[len(rows)]


if __name__ == "__main__":
    p, q = torch.rand(5, 8).softmax(-1), torch.rand(4, 8).softmax(-1)
    tokens = torch.multinomial(q, 1).flatten()
    n, following = verify_drafts(tokens, q, p, torch.rand(4))
    print(n, following.shape)
