"""What is seen of speculative decoding: which tokens come out, and how many."""

import torch
from grader.symptoms import Symptom

_PASSES, _DRAFTS = 1500, 3


def symptom(program) -> Symptom:
    """Verifies drafts many times, and counts the first token of each pass."""
    target = (torch.randn(_DRAFTS + 1, 5) * 1.5).softmax(-1)
    draft = (target[:-1].log() + torch.randn(_DRAFTS, 5)).softmax(-1)
    counts, kept = torch.zeros(5), torch.zeros(_DRAFTS + 1)
    after = torch.zeros(5)
    for _ in range(_PASSES):
        tokens = torch.multinomial(draft, 1).flatten()
        uniforms = torch.rand(_DRAFTS)
        count, probs = program.verify_drafts(tokens, draft, target, uniforms)
        kept[int(count)] += 1
        if count > 0:
            counts[tokens[0]] += 1
        else:
            counts += probs
        if count == _DRAFTS:
            after = probs
    difference = (counts / _PASSES - target[0]).abs().max().item()
    accepted = (kept * torch.arange(_DRAFTS + 1)).sum().item() / _PASSES
    shares = {"The share of passes, by number of drafts kept": (kept / _PASSES).tolist()}
    figures = {
        "The largest difference between a token's frequency and the target": difference,
        "The mean number of drafts kept": accepted,
        "The largest difference from the target after all drafts were kept": (
            (after - target[-1]).abs().max().item()
        ),
    }
    return Symptom(f"verified {_DRAFTS} drafts {_PASSES:,} times", shares, figures)
