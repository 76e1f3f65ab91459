"""A linear classifier on spirals: no line separates the arms."""

import torch
from recorder import Recorder, gradient_norm, mlp, scores, seeded, spirals
from torch import nn

STEPS = 1000


def model_of(width):
    return nn.Linear(2, 3) if width == 0 else mlp(2, width, width, 3)


def train(width, size=600, recorder=None):
    generator = seeded(3)
    test_x, test_y = spirals(600, generator)
    x, y = spirals(600, generator)
    x, y = x[:size], y[:size]
    model = model_of(width)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    for step in range(STEPS + 1):
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(x), y).backward()
        if recorder and step % 10 == 0:
            (seen, right), (unseen, new_right) = scores(model, x, y), scores(model, test_x, test_y)
            recorder.point("loss", step, training=seen)
            recorder.point("validation", step, training=seen, validation=unseen)
            recorder.point("accuracy", step, training=right, validation=new_right)
            recorder.point("gradient-norm", step, all_parameters=gradient_norm(model))
        optimizer.step()
    return scores(model, x, y)[1], scores(model, test_x, test_y)[1]


def record(repaired):
    recorder = Recorder()
    width = 32 if repaired else 0
    train(width, recorder=recorder)
    rows = [[size, *train(width, size)] for size in (30, 150, 600)]
    recorder.table("sizes", ["training points", "training accuracy", "validation accuracy"], rows)
    return recorder.data()


def claims(faulty, repaired):
    wrong = faulty["charts"]["validation"]["series"]
    return {
        "training loss stays high": wrong["training"][-1] > 0.6,
        "validation is hardly worse": abs(wrong["validation"][-1] - wrong["training"][-1]) < 0.1,
        "the gradient is gone": faulty["charts"]["gradient-norm"]["series"]["all parameters"][-1] < 0.01,
        "not even 30 points fit": faulty["tables"]["sizes"]["rows"][0][1] < 0.75,
        "the repaired run fits": repaired["charts"]["accuracy"]["series"]["validation"][-1] > 0.85,
    }
