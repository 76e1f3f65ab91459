import torch


def learning_rate(step, max_lr, min_lr, warmup_steps, total_steps):
    """As a 0-dimensional tensor in double precision."""
    at = torch.tensor(float(step), dtype=torch.float64)
    if warmup_steps > 0 and step < warmup_steps:
        return max_lr * (at / warmup_steps)
    end = torch.tensor(float(total_steps), dtype=torch.float64)
    turn = torch.pi * (torch.minimum(at, end) - warmup_steps) / (total_steps - warmup_steps)
    # (1 + cos x) / 2 is the square of cos(x / 2).
    return torch.lerp(at.new_tensor(min_lr), at.new_tensor(max_lr), torch.cos(turn / 2) ** 2)


if __name__ == "__main__":
    print(torch.stack([learning_rate(s, 1.0, 0.1, 2, 8) for s in range(10)]))
