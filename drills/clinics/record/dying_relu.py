"""A learning rate that begins at its highest: a few huge steps push the biases of most units far below zero."""

import torch
from recorder import Recorder, mlp, scores, seeded, spirals
from torch import nn

STEPS = 600


def rate(step, repaired):
    if repaired:
        return 0.05 * min(1, (step + 1) / 100)
    return 3.0 if step < 10 else 0.05


def record(repaired):
    recorder = Recorder()
    generator = seeded(4)
    test_x, test_y = spirals(600, generator)
    x, y = spirals(600, generator)
    model = mlp(2, 64, 64, 64, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    outputs = {}
    for i, layer in enumerate(one for one in model if isinstance(one, nn.ReLU)):
        layer.register_forward_hook(
            lambda _m, _i, out, name=f"layer_{i + 1}": outputs.update({name: out.detach()})
        )
    for step in range(STEPS + 1):
        optimizer.param_groups[0]["lr"] = rate(step, repaired)
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(x), y).backward()
        if step % 5 == 0 or step < 20:
            linear = [one for one in model if isinstance(one, nn.Linear)]
            norms = {f"layer_{i + 1}": float(one.weight.grad.norm()) for i, one in enumerate(linear)}
            dead = {k: float((v <= 0).all(0).float().mean()) for k, v in outputs.items()}
            (seen, _), (unseen, _) = scores(model, x, y), scores(model, test_x, test_y)
            recorder.point("loss", step, training=seen)
            recorder.point("validation", step, training=seen, validation=unseen)
            recorder.point("dead", step, **dead)
            recorder.point("gradient-norm", step, **norms)
            recorder.point("rate", step, learning_rate=rate(step, repaired))
        optimizer.step()
    with torch.no_grad():
        before = model[2](model[1](model[0](x)))
    recorder.histogram("pre-activations", -8, 4, 24, second_layer=before)
    return recorder.data()


def claims(faulty, repaired):
    dead = faulty["charts"]["dead"]["series"]
    loss = faulty["charts"]["loss"]["series"]["training"]
    return {
        "most units of a layer are dead": max(one[-1] for one in dead.values()) > 0.9,
        "the loss is stuck near chance": loss[-1] > 0.9 and abs(loss[-1] - loss[-20]) < 0.02,
        "the repaired run learns": repaired["charts"]["loss"]["series"]["training"][-1] < 0.4,
        "its units live": max(v[-1] for v in repaired["charts"]["dead"]["series"].values()) < 0.5,
    }
