"""A hundred images, eighty-five thousand weights, and nothing that holds them back."""

import torch
from recorder import Recorder, gradient_norm, mlp, scores, seeded, signs
from torch import nn

STEPS = 400


def moved(x):
    """The images shifted by up to a pixel, with fresh noise."""
    pictures = x.view(-1, 8, 8)
    shifts = torch.randint(-1, 2, (len(x), 2)).tolist()
    shifted = [torch.roll(one, tuple(by), (0, 1)) for one, by in zip(pictures, shifts)]
    flat = torch.stack(shifted).flatten(1)
    return flat + 0.9 * torch.randn_like(flat)


def train(size, repaired, recorder=None):
    generator = seeded(2)
    test_x, test_y = signs(1000, generator, noise=0.45)
    x, y = signs(size, generator, noise=0.45)
    model = mlp(64, 256, 256, 10)
    decay = 0.3 if repaired else 0.0
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=decay)
    for step in range(STEPS + 1):
        if recorder and step % 4 == 0:
            model.eval()
            (seen, right), (unseen, new_right) = scores(model, x, y), scores(model, test_x, test_y)
            recorder.point("loss", step, training=seen)
            recorder.point("validation", step, training=seen, validation=unseen)
            recorder.point("accuracy", step, training=right, validation=new_right)
            size_of = sum(float(p.norm()) ** 2 for p in model.parameters()) ** 0.5
            recorder.point("weights", step, norm_of_all_weights=size_of)
            model.train()
        pick = torch.randint(0, size, (32,))
        optimizer.zero_grad()
        inputs = moved(x[pick]) if repaired else x[pick]
        nn.functional.cross_entropy(model(inputs), y[pick]).backward()
        if recorder and step % 4 == 0:
            recorder.point("gradient-norm", step, all_parameters=gradient_norm(model))
        optimizer.step()
    return scores(model, x, y)[1], scores(model, test_x, test_y)[1]


def record(repaired):
    recorder = Recorder()
    train(100, repaired, recorder)
    rows = [[size, *train(size, repaired)] for size in (100, 300, 1000)]
    recorder.table("sizes", ["training pictures", "training accuracy", "validation accuracy"], rows)
    return recorder.data()


def claims(faulty, repaired):
    wrong = faulty["charts"]["validation"]["series"]
    right = repaired["charts"]["validation"]["series"]
    best = min(wrong["validation"])
    return {
        "training loss goes to nothing": wrong["training"][-1] < 0.01,
        "validation loss rises from its best": wrong["validation"][-1] > 1.2 * best,
        "the repaired run ends better": right["validation"][-1] < 0.8 * wrong["validation"][-1],
        "and more accurate": repaired["charts"]["accuracy"]["series"]["validation"][-1]
        > faulty["charts"]["accuracy"]["series"]["validation"][-1] + 0.03,
    }
