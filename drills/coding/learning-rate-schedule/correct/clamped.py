from math import cos, pi


def clamp(x, low=0.0, high=1.0):
    return max(low, min(x, high))


def learning_rate(step, max_lr, min_lr, warmup_steps, total_steps):
    """No branches: two ramps from 0 to 1, each clamped."""
    warm = clamp(step / max(warmup_steps, 1)) if warmup_steps else 1.0
    done = clamp((step - warmup_steps) / (total_steps - warmup_steps))
    floor = min_lr / max_lr if max_lr else 1.0
    decay = floor + (1 - floor) * (1 + cos(pi * done)) / 2
    return max_lr * warm * decay


if __name__ == "__main__":
    print([learning_rate(s, 3e-4, 3e-5, 10, 100) for s in (0, 5, 10, 55, 100, 200)])
