import torch


def residual_distribution(p, q):
    difference = torch.relu(p - q)
    mass = difference.sum(dim=-1, keepdim=True)
    return torch.where(mass > 0, difference / mass.clamp(min=1e-30), p)


def verify_drafts(draft_tokens, draft_probs, target_probs, uniforms):
    """All places at once: a cumulative product counts the leading acceptances."""
    K = draft_tokens.shape[0]
    index = draft_tokens.unsqueeze(1)
    p_x = target_probs[:K].gather(1, index).squeeze(1)
    q_x = draft_probs.gather(1, index).squeeze(1)
    accepted = uniforms * q_x < p_x
    count = accepted.long().cumprod(dim=0).sum()
    # With a draft of zeros behind the last one, the residual there is the target itself.
    padded = torch.cat([draft_probs, torch.zeros_like(target_probs[:1])])
    return count, residual_distribution(target_probs[count], padded[count])


if __name__ == "__main__":
    q, p = torch.rand(3, 6).softmax(-1), torch.rand(4, 6).softmax(-1)
    count, following = verify_drafts(torch.tensor([0, 3, 5]), q, p, torch.rand(3))
    print(count, following.shape)
