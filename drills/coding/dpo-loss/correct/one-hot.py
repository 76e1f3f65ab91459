import torch
import torch.nn.functional as F


def sequence_log_probs(logits, tokens, response_mask):
    x = logits[:, :-1, :]
    one_hot = F.one_hot(tokens[:, 1:], num_classes=x.size(-1)).to(x.dtype)
    picked = torch.einsum("btv,btv->bt", x, one_hot)
    logp = picked - torch.logsumexp(x, dim=-1)
    return torch.einsum("bt,bt->b", logp, response_mask[:, 1:].to(x.dtype))


def dpo_loss(policy_chosen, policy_rejected, reference_chosen, reference_rejected, beta=0.1):
    r_w = beta * (policy_chosen - reference_chosen.detach())
    r_l = beta * (policy_rejected - reference_rejected.detach())
    return F.softplus(r_l - r_w).mean()


if __name__ == "__main__":
    m = torch.tensor([[False, True, True, False]])
    lp = sequence_log_probs(torch.randn(1, 4, 5), torch.tensor([[1, 4, 0, 2]]), m)
    print("log-probs", lp.shape, "loss", dpo_loss(lp, lp - 1, lp, lp).item())
