import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Cosine:
    """A piece of the schedule that begins at ``start`` and takes ``length`` steps."""

    start: int
    length: int
    high: float
    low: float

    def __call__(self, step: int) -> float:
        angle = math.pi * (step - self.start) / self.length
        return self.low + (self.high - self.low) * (0.5 + 0.5 * math.cos(angle))


def make_schedule(max_lr, min_lr, warmup_steps, total_steps):
    decay = Cosine(warmup_steps, total_steps - warmup_steps, max_lr, min_lr)

    def schedule(step):
        if step >= total_steps:
            return min_lr
        return decay(step) if step >= warmup_steps else step * (max_lr / warmup_steps)

    return schedule


def learning_rate(step, max_lr, min_lr, warmup_steps, total_steps):
    return make_schedule(max_lr, min_lr, warmup_steps, total_steps)(step)


if __name__ == "__main__":
    for step in range(0, 12, 3):
        print(step, learning_rate(step, 1.0, 0.0, 3, 9))
