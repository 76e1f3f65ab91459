import math

import torch


def group_advantages(rewards, group_size, eps=1e-6):
    ventajas = torch.zeros_like(rewards)
    for inicio in range(0, len(rewards), group_size):
        grupo = rewards[inicio : inicio + group_size].tolist()
        media = sum(grupo) / group_size
        desviacion = math.sqrt(sum((r - media) ** 2 for r in grupo) / (group_size - 1))
        for i, r in enumerate(grupo):
            ventajas[inicio + i] = (r - media) / (desviacion + eps)
    return ventajas


def grpo_loss(log_probs, old_log_probs, ref_log_probs, advantages, mask, clip=0.2, beta=0.04):
    respuestas = []
    for fila in range(len(log_probs)):
        a, valores = advantages[fila], []
        for t in mask[fila].nonzero().flatten().tolist():
            lp = log_probs[fila, t]
            r = torch.exp(lp - old_log_probs[fila, t])
            recortado = min(max(r, 1 - clip), 1 + clip)
            d = ref_log_probs[fila, t] - lp
            valores.append(min(r * a, recortado * a) - beta * (d.exp() - d - 1))
        respuestas.append(sum(valores) / len(valores))
    return -sum(respuestas) / len(respuestas)


if __name__ == "__main__":
    print("ventajas", group_advantages(torch.tensor([1.0, 2.0, 0.0, 0.0]), 2).shape)
