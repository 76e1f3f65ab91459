import torch
from torch.nn.functional import cross_entropy, logsigmoid


def sequence_log_probs(logits, tokens, response_mask):
    lp = -cross_entropy(logits[:, :-1].transpose(1, 2), tokens[:, 1:], reduction="none")
    return (lp * response_mask[:, 1:]).sum(1)


def dpo_loss(pc, pr, rc, rr, beta=0.1):
    return -logsigmoid(beta * ((pc - rc.detach()) - (pr - rr.detach()))).mean()


if __name__ == "__main__":
    m = torch.ones(2, 5).bool()
    print(sequence_log_probs(torch.randn(2, 5, 3), torch.randint(3, (2, 5)), m).shape)
