import math

import torch


def gae(rewards, values, mask, gamma=0.99, lam=0.95):
    recompenses, valeurs = rewards.tolist(), values.tolist()
    longueurs = mask.sum(dim=1).tolist()
    avantages = [[0.0] * rewards.shape[1] for _ in longueurs]
    cibles = [[0.0] * rewards.shape[1] for _ in longueurs]
    for i, n in enumerate(longueurs):
        for t in range(n):
            for k in range(t, n):
                suivante = valeurs[i][k + 1] if k + 1 < n else 0.0
                erreur = recompenses[i][k] + gamma * suivante - valeurs[i][k]
                avantages[i][t] += math.pow(gamma * lam, k - t) * erreur
            cibles[i][t] = avantages[i][t] + valeurs[i][t]
    return [torch.tensor(x, dtype=rewards.dtype) for x in (avantages, cibles)]


def ppo_loss(
    log_probs, old_log_probs, advantages, values, returns, mask, clip=0.2, value_coef=0.5
):
    politique, critique, nombre = 0.0, 0.0, 0
    for i, t in mask.nonzero().tolist():
        a = advantages[i, t]
        rapport = torch.exp(log_probs[i, t] - old_log_probs[i, t])
        politique = politique - min(rapport * a, min(max(rapport, 1 - clip), 1 + clip) * a)
        critique = critique + (values[i, t] - returns[i, t]) ** 2
        nombre += 1
    return (politique + value_coef * critique) / nombre


if __name__ == "__main__":
    un = torch.ones(1, 2)
    print("forme", gae(un, un, un.bool())[0].shape)
