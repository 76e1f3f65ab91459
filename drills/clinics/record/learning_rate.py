"""The same small classifier with three learning rates; two of them are cases."""

import torch
from recorder import Recorder, endless, gradient_norm, mlp, scores, seeded, signs
from torch import nn

STEPS = 400
GOOD = 0.05


def train(rate, recorder=None, steps=STEPS):
    generator = seeded(5)
    test_x, test_y = signs(500, generator)
    x, y = signs(1500, generator)
    model = mlp(64, 64, 10)
    optimizer = torch.optim.SGD(model.parameters(), lr=rate, momentum=0.9)
    stream = endless(x, y, 64)
    last = []
    for step in range(steps + 1):
        inputs, labels = next(stream)
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(inputs), labels)
        loss.backward()
        before = [p.detach().clone() for p in model.parameters()]
        gradient = gradient_norm(model)
        optimizer.step()
        last = [*last[-19:], float(loss)]
        if recorder and step % 4 == 0:
            moved = sum(float((p - b).norm()) ** 2 for p, b in zip(model.parameters(), before))
            size = sum(float(b.norm()) ** 2 for b in before)
            unseen, right = scores(model, test_x, test_y)
            recorder.point("loss", step, training=float(loss))
            recorder.point("validation", step, training=float(loss), validation=unseen)
            recorder.point("accuracy", step, validation=right)
            recorder.point("gradient-norm", step, all_parameters=gradient)
            recorder.point("update-ratio", step, update_to_weights=(moved / size) ** 0.5)
    return sum(last) / len(last)


def sweep(recorder):
    """Mean loss of the last 20 of 100 steps, by the logarithm of the learning rate."""
    for exponent in [x / 2 for x in range(-9, 2)]:
        recorder.point("sweep", exponent, loss_after_100_steps=min(train(10**exponent, steps=100), 20))


def record_at(rate):
    recorder = Recorder()
    train(rate, recorder)
    sweep(recorder)
    return recorder.data()
