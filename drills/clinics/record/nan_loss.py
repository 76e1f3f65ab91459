"""Binary cross-entropy written by hand: the logarithm of a probability that was rounded to zero."""

import torch
from recorder import Recorder, endless, gradient_norm, mlp, seeded
from torch import nn

STEPS = 1200


def by_hand(logits, labels):
    p = torch.sigmoid(logits)
    return -(labels * torch.log(p) + (1 - labels) * torch.log(1 - p)).mean()


def data(generator):
    """Two clouds with a gap between them."""
    labels = torch.randint(0, 2, (2000,), generator=generator).float()
    x = torch.randn(2000, 16, generator=generator)
    x[:, 0] = x[:, 0].abs() * (2 * labels - 1) + 0.6 * (2 * labels - 1)
    return x, labels


def train(loss_of, rate, recorder=None):
    """The first step whose loss is not finite, or None."""
    x, y = data(seeded(1))
    model = mlp(16, 64, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=rate)
    stream = endless(x, y, 64)
    for step in range(STEPS):
        inputs, labels = next(stream)
        optimizer.zero_grad()
        logits = model(inputs).squeeze(1)
        loss = loss_of(logits, labels)
        loss.backward()
        finite = bool(torch.isfinite(loss))
        if recorder and (step % 4 == 0 or not finite):
            recorder.point("loss", step, training=float(loss))
            recorder.point("logits", step, largest_logit=float(logits.max()))
            recorder.point("gradient-norm", step, all_parameters=gradient_norm(model))
        if recorder and (not finite or step == STEPS - 1):
            p = torch.sigmoid(logits.detach())
            recorder.table("probabilities", ["step", "largest p", "smallest 1 - p", "p exactly 1"], [
                [step, float(p.max()), float((1 - p).min()), int((p == 1).sum())],
            ])
        if not finite:
            return step
        optimizer.step()
    return None


def record(repaired):
    recorder = Recorder()
    loss_of = nn.functional.binary_cross_entropy_with_logits if repaired else by_hand
    train(loss_of, 8e-3, recorder)
    x, y = data(seeded(1))
    recorder.table("inputs", ["", "smallest", "largest", "NaN or infinite"], [
        ["inputs", float(x.min()), float(x.max()), int((~torch.isfinite(x)).sum())],
        ["labels", int(y.min()), int(y.max()), 0],
    ])
    rows = []
    for rate in (8e-3, 4e-3, 2e-3):
        first = train(loss_of, rate)
        rows.append([str(rate), f"none in {STEPS} steps" if first is None else f"step {first}"])
    recorder.table("rates", ["learning rate", "first NaN"], rows)
    return recorder.data()


def claims(faulty, repaired):
    loss = faulty["charts"]["loss"]["series"]["training"]
    rows = faulty["tables"]["rates"]["rows"]
    return {
        "the loss ends in NaN": loss[-1] is None and all(v is not None for v in loss[:-1]),
        "the loss was low before": loss[-2] < 0.1,
        "a probability is exactly 1": faulty["tables"]["probabilities"]["rows"][0][3] > 0,
        "a lower learning rate only delays it": all("none" not in row[1] for row in rows),
        "the repaired run goes through": all(
            v is not None for v in repaired["charts"]["loss"]["series"]["training"]
        ),
    }
