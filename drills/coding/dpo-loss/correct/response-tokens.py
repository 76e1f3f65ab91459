import torch
from torch import Tensor


def sequence_log_probs(logits: Tensor, tokens: Tensor, response_mask: Tensor) -> Tensor:
    """Computes only what the response needs: picks its positions first."""
    row, position = response_mask.nonzero(as_tuple=True)
    keep = position > 0
    row, position = row[keep], position[keep]
    log_probs = logits[row, position - 1].log_softmax(-1)
    scores = log_probs[torch.arange(len(row)), tokens[row, position]]
    return logits.new_zeros(len(logits)).index_add(0, row, scores)


def dpo_loss(policy_chosen, policy_rejected, reference_chosen, reference_rejected, beta=0.1):
    margin = policy_chosen - policy_rejected - (reference_chosen - reference_rejected).detach()
    z = beta * margin
    losses = z.neg().clamp(min=0) + torch.log1p(torch.exp(-z.abs()))
    return losses.sum() / losses.numel()


if __name__ == "__main__":
    mask = torch.tensor([[0, 1, 1], [0, 0, 1], [0, 0, 0]], dtype=torch.bool)
    print(sequence_log_probs(torch.randn(3, 3, 7), torch.randint(7, (3, 3)), mask).shape)
