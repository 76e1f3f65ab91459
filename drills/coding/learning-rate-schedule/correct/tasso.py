import math


def learning_rate(step, max_lr, min_lr, warmup_steps, total_steps, verboso=False):
    salita = range(warmup_steps)
    discesa = range(warmup_steps, total_steps)
    if step in salita:
        tasso = step / len(salita) * max_lr
    elif step in discesa:
        mezzo, ampiezza = (max_lr + min_lr) / 2, (max_lr - min_lr) / 2
        tasso = mezzo + ampiezza * math.cos(discesa.index(step) / len(discesa) * math.pi)
    else:
        tasso = min_lr
    if verboso:
        print("passo", step, "tasso", tasso)
    return float(tasso)


if __name__ == "__main__":
    for passo in (0, 2, 4, 6, 8):
        learning_rate(passo, 0.1, 0.01, 2, 8, verboso=True)
