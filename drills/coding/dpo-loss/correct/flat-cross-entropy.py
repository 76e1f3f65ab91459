import torch
import torch.nn.functional as F


def sequence_log_probs(logits, tokens, response_mask):
    B, T, V = logits.shape
    labels = tokens.masked_fill(~response_mask, -100)[:, 1:]
    nll = F.cross_entropy(
        logits[:, :-1].reshape(-1, V), labels.reshape(-1), ignore_index=-100, reduction="none"
    )
    return -nll.view(B, T - 1).sum(-1)


def dpo_loss(
    policy_chosen,
    policy_rejected,
    reference_chosen,
    reference_rejected,
    beta=0.1,
    label_smoothing=0.0,
):
    with torch.no_grad():
        ref_logratios = reference_chosen - reference_rejected
    logits = (policy_chosen - policy_rejected) - ref_logratios
    losses = (
        -F.logsigmoid(beta * logits) * (1 - label_smoothing)
        - F.logsigmoid(-beta * logits) * label_smoothing
    )
    chosen_rewards = beta * (policy_chosen - reference_chosen).detach()
    rejected_rewards = beta * (policy_rejected - reference_rejected).detach()
    accuracy = (chosen_rewards > rejected_rewards).float().mean()
    return losses.mean(), chosen_rewards, rejected_rewards, accuracy


if __name__ == "__main__":
    mask = torch.ones(3, 4, dtype=torch.bool)
    out = sequence_log_probs(torch.randn(3, 4, 9), torch.randint(9, (3, 4)), mask)
    print(out.shape)
    print(dpo_loss(out, out, out, out)[0])
