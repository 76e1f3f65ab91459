"""Twelve layers of sigmoids: each multiplies the gradient by at most a quarter."""

import torch
from recorder import Recorder, endless, scores, seeded, signs
from torch import nn

STEPS, DEPTH = 400, 12


def model_of(repaired):
    layers = []
    size = 64
    for _ in range(DEPTH):
        linear = nn.Linear(size, 64)
        if repaired:
            nn.init.kaiming_normal_(linear.weight, nonlinearity="relu")
            layers += [linear, nn.BatchNorm1d(64), nn.ReLU()]
        else:
            layers += [linear, nn.Sigmoid()]
        size = 64
    return nn.Sequential(*layers, nn.Linear(64, 10))


def record(repaired):
    recorder = Recorder()
    generator = seeded(11)
    test_x, test_y = signs(500, generator)
    x, y = signs(1500, generator)
    model = model_of(repaired)
    linear = [one for one in model if isinstance(one, nn.Linear)]
    start = [one.weight.detach().clone() for one in linear]
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    outputs = []
    for one in model:
        if isinstance(one, (nn.Sigmoid, nn.ReLU)):
            one.register_forward_hook(lambda _m, _i, out: outputs.append(float(out.detach().std(0).mean())))
    stream = endless(x, y, 64)
    for step in range(STEPS + 1):
        inputs, labels = next(stream)
        outputs.clear()
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(inputs), labels)
        loss.backward()
        if step == 0:
            recorder.curve("by-layer", list(range(1, DEPTH + 2)),
                           gradient_norm=[float(one.weight.grad.norm()) for one in linear])
            recorder.curve("activations", list(range(1, DEPTH + 1)), spread_over_the_batch=list(outputs))
        if step % 4 == 0:
            model.eval()
            unseen, right = scores(model, test_x, test_y)
            model.train()
            recorder.point("loss", step, training=float(loss))
            recorder.point("validation", step, training=float(loss), validation=unseen)
            recorder.point("accuracy", step, validation=right)
            recorder.point("gradient-norm", step, first_layer=float(linear[0].weight.grad.norm()),
                           last_layer=float(linear[-1].weight.grad.norm()))
        optimizer.step()
    moved = [float((one.weight - was).norm() / was.norm()) for one, was in zip(linear, start)]
    recorder.curve("moved", list(range(1, DEPTH + 2)), change_of_the_weights=moved)
    return recorder.data()


def claims(faulty, repaired):
    wrong = faulty["charts"]["by-layer"]["series"]["gradient norm"]
    right = repaired["charts"]["by-layer"]["series"]["gradient norm"]
    loss = faulty["charts"]["loss"]["series"]["training"]
    return {
        "the first layer gets a millionth": wrong[0] < 1e-5 * wrong[-1],
        "the loss is that of chance": 2.2 < sum(loss[-10:]) / 10 < 2.4,
        "repaired, all layers get their share": min(right) > 0.05 * max(right),
        "the repaired run learns": repaired["charts"]["accuracy"]["series"]["validation"][-1] > 0.8,
    }
