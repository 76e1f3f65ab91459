import math


def learning_rate(step, max_lr, min_lr, warmup_steps, total_steps):
    """Linear warm-up to max_lr, then half a cosine down to min_lr, then min_lr for good."""
    if step < warmup_steps:  # never true without a warm-up, so nothing is divided by 0
        return max_lr * step / warmup_steps
    if step >= total_steps:  # beyond half a turn, the cosine would rise again
        return min_lr
    progress = (step - warmup_steps) / (total_steps - warmup_steps)  # from 0 to 1
    share = 0.5 * (1 + math.cos(math.pi * progress))  # from 1 to 0
    return min_lr + (max_lr - min_lr) * share


if __name__ == "__main__":
    rates = [learning_rate(step, 1.0, 0.2, 4, 12) for step in range(17)]
    assert rates[0] == 0 and rates[4] == 1  # the corners of the warm-up
    assert abs(rates[8] - 0.6) < 1e-12  # half-way down, between peak and floor
    assert rates[12:] == [0.2] * 5
    assert learning_rate(0, 1.0, 0.2, 0, 12) == 1  # without a warm-up
    print([round(rate, 3) for rate in rates[::2]])
    # [0.0, 0.5, 1.0, 0.883, 0.6, 0.317, 0.2, 0.2, 0.2]
