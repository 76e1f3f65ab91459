import torch


def residual_distribution(p, q):
    """p: the target's probabilities (V,); q: the draft's. Returns (V,)."""
    missing = (p - q).clamp(min=0)  # where the draft gives less than the target wants
    total = missing.sum()
    return missing / total if total > 0 else p.clone()


def verify_drafts(draft_tokens, draft_probs, target_probs, uniforms):
    """How many drafts are kept, and the distribution (V,) of the token after them."""
    for place, token in enumerate(draft_tokens.tolist()):
        p, q = target_probs[place], draft_probs[place]
        accepted = uniforms[place] < p[token] / q[token]
        if not accepted:
            # What follows was drafted after a token that is gone.
            return place, residual_distribution(p, q)
    # The target has scored one place more than was drafted: a token for free.
    return len(draft_tokens), target_probs[-1].clone()


if __name__ == "__main__":
    torch.manual_seed(0)
    target = torch.tensor([[0.5, 0.3, 0.2], [0.1, 0.1, 0.8]])
    draft = torch.tensor([[0.2, 0.6, 0.2]])
    count, probs = verify_drafts(torch.tensor([1]), draft, target, torch.tensor([0.7]))
    print(count, probs)  # 0.7 is above 0.3 / 0.6, so the draft is rejected

    # Accepted drafts and the residual together make up the target's distribution.
    p, q = target[0], draft[0]
    kept = torch.minimum(p, q)
    assert torch.allclose(kept + (1 - kept.sum()) * residual_distribution(p, q), p)
    print(probs.shape)  # torch.Size([3])
