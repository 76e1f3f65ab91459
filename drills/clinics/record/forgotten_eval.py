"""Validation without model.eval(): dropout stays on, and batch normalisation uses the batch at hand."""

import torch
from recorder import Recorder, accuracy, endless, seeded, signs
from torch import nn

STEPS, EVERY = 600, 15


def model_of():
    return nn.Sequential(
        nn.Linear(64, 128), nn.BatchNorm1d(128), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(128, 128), nn.BatchNorm1d(128), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(128, 10),
    )


@torch.no_grad()
def evaluate(model, x, y, size, fixed):
    """Loss and accuracy over the set, in batches that are sorted by class, as the files on disk are."""
    model.eval() if fixed else model.train()
    logits = torch.cat([model(part) for part in x.split(size)])
    model.train()
    return float(nn.functional.cross_entropy(logits, y)), accuracy(logits, y)


def record(repaired):
    recorder = Recorder()
    generator = seeded(9)
    x, y = signs(1500, generator)
    test_x, test_y = signs(512, generator)
    order = test_y.argsort()
    test_x, test_y = test_x[order], test_y[order]
    model = model_of()
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3)
    stream = endless(x, y, 64)
    for step in range(STEPS + 1):
        inputs, labels = next(stream)
        optimizer.zero_grad()
        logits = model(inputs)
        loss = nn.functional.cross_entropy(logits, labels)
        loss.backward()
        optimizer.step()
        if step % EVERY == 0:
            unseen, right = evaluate(model, test_x, test_y, 16, repaired)
            recorder.point("loss", step, training=float(loss), validation=unseen)
            recorder.point("accuracy", step, training=accuracy(logits, labels), validation=right)
            drift = model[1].running_mean.norm()
            recorder.point("running-mean", step, norm_of_the_running_mean=float(drift))
    kept = {k: v.clone() for k, v in model.state_dict().items()}
    rows = []
    for turn in range(4):
        rows.append([turn + 1, *evaluate(model, test_x, test_y, 16, repaired)])
        model.load_state_dict(kept)
    recorder.table("again", ["evaluation of the same weights", "loss", "accuracy"], rows)
    rows = []
    for size in (4, 16, 64, 512):
        rows.append([size, *evaluate(model, test_x, test_y, size, repaired)])
        model.load_state_dict(kept)
    recorder.table("sizes", ["validation batch size", "loss", "accuracy"], rows)
    means = [float(x.mean()), float(test_x.mean())]
    spread = [float(x.std()), float(test_x.std())]
    recorder.table("inputs", ["set", "pictures", "mean", "standard deviation"],
                   [["training", 1500, means[0], spread[0]], ["validation", 512, means[1], spread[1]]])
    return recorder.data()


def claims(faulty, repaired):
    wrong = [row[1] for row in faulty["tables"]["again"]["rows"]]
    right = [row[1] for row in repaired["tables"]["again"]["rows"]]
    return {
        "the same evaluation differs": len(set(wrong)) == 4,
        "it depends on the batch size": faulty["tables"]["sizes"]["rows"][0][2]
        < faulty["tables"]["sizes"]["rows"][3][2] - 0.1,
        "validation is far below training": faulty["charts"]["accuracy"]["series"]["validation"][-1]
        < faulty["charts"]["accuracy"]["series"]["training"][-1] - 0.2,
        "repaired, it is repeatable": len(set(right)) == 1,
        "and good": repaired["charts"]["accuracy"]["series"]["validation"][-1] > 0.85,
    }
