from typing import NamedTuple

import torch
from torch import Tensor


class Verdict(NamedTuple):
    num_accepted: int
    next_probs: Tensor


def residual_distribution(p: Tensor, q: Tensor) -> Tensor:
    if torch.equal(p, q):
        return p
    positive = torch.where(p > q, p - q, torch.zeros_like(p))
    return positive / positive.sum()


def is_accepted(p: Tensor, q: Tensor, token: int, u: Tensor) -> bool:
    log_ratio = p[token].log() - q[token].log()
    return bool(u.log() <= log_ratio.clamp(max=0.0))


def verify_drafts(
    draft_tokens: Tensor, draft_probs: Tensor, target_probs: Tensor, uniforms: Tensor
) -> Verdict:
    accepted = 0
    for token, q, p, u in zip(draft_tokens, draft_probs, target_probs, uniforms):
        if not is_accepted(p, q, int(token), u):
            break
        accepted += 1
    if accepted == len(draft_tokens):
        return Verdict(accepted, target_probs[accepted])
    return Verdict(accepted, residual_distribution(target_probs[accepted], draft_probs[accepted]))


if __name__ == "__main__":
    p = torch.tensor([[0.25, 0.75], [0.5, 0.5]])
    print(verify_drafts(torch.tensor([0]), p[1:], p, torch.tensor([0.4])).next_probs.shape)
