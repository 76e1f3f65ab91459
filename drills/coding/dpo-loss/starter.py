import torch


def sequence_log_probs(logits, tokens, response_mask):
    """
    logits: (B, T, V); logits[:, t] predicts tokens[:, t + 1]
    tokens: (B, T) token ids, a prompt followed by a response
    response_mask: (B, T) bool, True where a token belongs to the response

    Returns the log-probability of each response, (B,).
    """
    # Start here: which logits predict which tokens?
    raise NotImplementedError


def dpo_loss(policy_chosen, policy_rejected, reference_chosen, reference_rejected, beta=0.1):
    """Takes log-probabilities of responses, each (B,), and returns a scalar."""
    raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    tokens = torch.randint(0, 11, (2, 6))
    mask = torch.tensor([[0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 0, 0]]).bool()
    log_probs = sequence_log_probs(torch.randn(2, 6, 11), tokens, mask)
    print(log_probs.shape)  # expected: torch.Size([2])
