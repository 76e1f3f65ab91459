import torch


def residual_distribution(p, q):
    """p: the target's probabilities (V,); q: the draft's. Returns (V,)."""
    # Start here: where does the target want more than the draft has given?
    raise NotImplementedError


def verify_drafts(draft_tokens, draft_probs, target_probs, uniforms):
    """
    draft_tokens: (K,), int64    draft_probs: (K, V), what each draft was drawn from
    target_probs: (K + 1, V)     uniforms: (K,), between 0 and 1

    Returns (num_accepted, next_probs): an int and a distribution (V,).
    """
    raise NotImplementedError


if __name__ == "__main__":
    target = torch.tensor([[0.5, 0.3, 0.2], [0.1, 0.1, 0.8]])
    draft = torch.tensor([[0.2, 0.6, 0.2]])
    count, probs = verify_drafts(torch.tensor([1]), draft, target, torch.tensor([0.7]))
    print(count, probs)  # expected: 0 tensor([1., 0., 0.])
    print(probs.shape)  # expected: torch.Size([3])
