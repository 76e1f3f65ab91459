"""Images sorted by class and fed in that order: every batch is of one class, and the model forgets the others."""

import torch
from recorder import Recorder, accuracy, batches, gradient_norm, mlp, scores, seeded, signs
from torch import nn

EPOCHS = 6


def record(repaired):
    recorder = Recorder()
    generator = seeded(6)
    test_x, test_y = signs(500, generator, noise=0.5)
    x, y = signs(1280, generator, noise=0.5)
    order = y.argsort()
    x, y = x[order], y[order]
    model = mlp(64, 64, 10)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    step = 0
    rows = []
    for epoch in range(EPOCHS):
        for inputs, labels in batches(x, y, 32, shuffle=repaired):
            if epoch == 0 and len(rows) < 8:
                rows.append([step, int(labels.unique().numel()), " ".join(str(k) for k in labels[:12].tolist())])
            optimizer.zero_grad()
            logits = model(inputs)
            loss = nn.functional.cross_entropy(logits, labels)
            loss.backward()
            if step % 2 == 0:
                unseen, right = scores(model, test_x, test_y)
                recorder.point("loss", step, training=float(loss))
                recorder.point("validation", step, validation=unseen)
                recorder.point("accuracy", step, batch=accuracy(logits, labels), validation=right)
                recorder.point("gradient-norm", step, all_parameters=gradient_norm(model))
            optimizer.step()
            step += 1
    with torch.no_grad():
        said = model(test_x).argmax(1)
    recorder.table("predictions", ["class", "in the validation set", "predicted"],
                   [[k, int((test_y == k).sum()), int((said == k).sum())] for k in range(10)])
    recorder.table("batches", ["step", "classes in the batch", "first labels"], rows)
    return recorder.data()


def claims(faulty, repaired):
    rows = faulty["tables"]["predictions"]["rows"]
    seen = faulty["tables"]["batches"]["rows"]
    return {
        "batches are of one or two classes": all(row[1] <= 2 for row in seen),
        "half is called one of two classes": sum(sorted(row[2] for row in rows)[-2:]) > 250,
        "validation is poor": faulty["charts"]["accuracy"]["series"]["validation"][-1] < 0.5,
        "the repaired run is good": repaired["charts"]["accuracy"]["series"]["validation"][-1] > 0.7,
    }
