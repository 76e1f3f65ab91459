import torch
import torch.nn.functional as F


def sequence_log_probs(logits, tokens, response_mask):
    """The log-probability of each row's response, (B,)."""
    # Position t predicts token t + 1, so the last logits and the first token drop out.
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    targets = tokens[:, 1:]
    scored = response_mask[:, 1:]

    token_log_probs = log_probs.gather(2, targets.unsqueeze(2)).squeeze(2)
    token_log_probs = token_log_probs.masked_fill(~scored, 0)
    return token_log_probs.sum(dim=1)


def dpo_loss(policy_chosen, policy_rejected, reference_chosen, reference_rejected, beta=0.1):
    """Minus the log-probability that the implicit rewards put the chosen response first."""
    reference_chosen = reference_chosen.detach()
    reference_rejected = reference_rejected.detach()
    chosen = policy_chosen - reference_chosen
    rejected = policy_rejected - reference_rejected
    margin = chosen - rejected
    scaled = beta * margin
    losses = -F.logsigmoid(scaled)
    return losses.mean()


if __name__ == "__main__":
    torch.manual_seed(0)
    logits = torch.randn(2, 6, 11)
    tokens = torch.randint(0, 11, (2, 6))
    mask = torch.tensor([[0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 0, 0]]).bool()
    log_probs = sequence_log_probs(logits, tokens, mask)
    changed = logits.clone()
    changed[:, -1] += torch.randn(11)  # the last logits predict nothing that is there
    assert torch.equal(log_probs, sequence_log_probs(changed, tokens, mask))
    print(log_probs.shape)  # torch.Size([2])

    # A policy that equals its reference has a margin of 0, and a loss of log 2.
    print(dpo_loss(log_probs, log_probs - 3, log_probs, log_probs - 3))  # tensor(0.6931)
