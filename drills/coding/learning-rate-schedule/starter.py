import math


def learning_rate(step, max_lr, min_lr, warmup_steps, total_steps):
    """Linear warm-up to max_lr, then half a cosine down to min_lr, then min_lr for good."""
    # Start here: what are the values at step 0, at warmup_steps and at total_steps?
    raise NotImplementedError


if __name__ == "__main__":
    rates = [learning_rate(step, 1.0, 0.2, 4, 12) for step in range(0, 17, 2)]
    # expected: [0.0, 0.5, 1.0, 0.883, 0.6, 0.317, 0.2, 0.2, 0.2]
    print([round(rate, 3) for rate in rates])
