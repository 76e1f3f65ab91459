"""Two in a hundred transactions are fraud, so calling everything honest is right 98% of the time."""

import torch
from recorder import Recorder, batches, mlp, seeded
from torch import nn

EPOCHS = 30


def transactions(count, generator):
    fraud = (torch.rand(count, generator=generator) < 0.02).long()
    x = torch.randn(count, 8, generator=generator)
    x[:, :4] += fraud[:, None] * 1.1
    return x, fraud


@torch.no_grad()
def measured(model, x, y):
    logit = model(x).squeeze(1)
    said = (logit > 0).long()
    hit = int(((said == 1) & (y == 1)).sum())
    missed, false = int(((said == 0) & (y == 1)).sum()), int(((said == 1) & (y == 0)).sum())
    loss = nn.functional.binary_cross_entropy_with_logits(logit, y.float(), reduction="none")
    return {
        "accuracy": float((said == y).float().mean()),
        "recall": hit / max(1, hit + missed),
        "precision": hit / max(1, hit + false),
        "matrix": [hit, missed, false, len(y) - hit - missed - false],
        "by class": [float(loss[y == 0].mean()), float(loss[y == 1].mean())],
        "logits": (logit[y == 0], logit[y == 1]),
    }


def record(repaired):
    recorder = Recorder()
    generator = seeded(12)
    test_x, test_y = transactions(4000, generator)
    x, y = transactions(4000, generator)
    model = mlp(8, 16, 1)
    weight = (y == 0).sum() / (y == 1).sum() if repaired else torch.tensor(1.0)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.05)
    for epoch in range(EPOCHS + 1):
        now = measured(model, test_x, test_y)
        recorder.point("accuracy", epoch, validation=now["accuracy"])
        recorder.point("recall", epoch, recall_of_fraud=now["recall"], precision_of_fraud=now["precision"])
        recorder.point("by-class", epoch, honest=now["by class"][0], fraud=now["by class"][1])
        total = 0.0
        for inputs, labels in batches(x, y, 64):
            optimizer.zero_grad()
            logit = model(inputs).squeeze(1)
            loss = nn.functional.binary_cross_entropy_with_logits(logit, labels.float(), pos_weight=weight)
            loss.backward()
            optimizer.step()
            total += float(loss) * len(labels) / len(x)
        recorder.point("loss", epoch, training=total)
    hit, missed, false, rest = measured(model, test_x, test_y)["matrix"]
    recorder.table("matrix", ["", "called fraud", "called honest"],
                   [["is fraud", hit, missed], ["is honest", false, rest]])
    recorder.table("counts", ["set", "honest", "fraud"], [
        ["training", int((y == 0).sum()), int((y == 1).sum())],
        ["validation", int((test_y == 0).sum()), int((test_y == 1).sum())],
    ])
    honest, fraud = measured(model, test_x, test_y)["logits"]
    recorder.histogram("logits", -8, 6, 28, honest=honest, fraud=fraud)
    return recorder.data()


def claims(faulty, repaired):
    return {
        "accuracy looks good": faulty["charts"]["accuracy"]["series"]["validation"][-1] > 0.97,
        "most fraud is missed": faulty["charts"]["recall"]["series"]["recall of fraud"][-1] < 0.3,
        "the repaired run finds most": repaired["charts"]["recall"]["series"]["recall of fraud"][-1] > 0.75,
    }
