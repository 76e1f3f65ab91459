import torch


def sequence_log_probs(logits, tokens, response_mask):
    summen = []
    for zeile, ids, maske in zip(logits, tokens, response_mask):
        summe = torch.zeros((), dtype=logits.dtype)
        for t in range(1, len(ids)):
            if not maske[t]:
                continue
            vorhersage = zeile[t - 1]
            groesster = vorhersage.max()
            nenner = (vorhersage - groesster).exp().sum().log() + groesster
            summe = summe + vorhersage[ids[t]] - nenner
        summen.append(summe)
    return torch.stack(summen)


def dpo_loss(policy_chosen, policy_rejected, reference_chosen, reference_rejected, beta=0.1):
    verluste = []
    for gut, schlecht, gut_ref, schlecht_ref in zip(
        policy_chosen, policy_rejected, reference_chosen.detach(), reference_rejected.detach()
    ):
        abstand = beta * (gut - gut_ref - schlecht + schlecht_ref)
        verluste.append(torch.logaddexp(torch.zeros_like(abstand), -abstand))
    return sum(verluste) / len(verluste)


if __name__ == "__main__":
    maske = torch.tensor([[False, True, True], [False, False, True]])
    print(sequence_log_probs(torch.randn(2, 3, 4), torch.randint(4, (2, 3)), maske).shape)
