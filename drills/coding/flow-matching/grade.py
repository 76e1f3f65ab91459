"""Flow matching: what both functions return, and what the network is given."""

from functools import partial

import torch
from torch import nn

from grader import functions
from grader.functions import Probe
from grader.numbers import randn
from grader.programs import Scenario

NULL = 6
DATA, NOISE = randn(3, 2, 4, 5, seed=1), randn(3, 2, 4, 5, seed=2)
T = torch.tensor([0.3, 0.0, 0.9])
LABELS, DROP = torch.tensor([4, 1, 2]), torch.tensor([False, True, False])
ROWS, SQUARE, CUBE = randn(3, 4, seed=3), randn(4, 4, seed=4), randn(3, 3, 3, 3, seed=5)
FOUR = torch.tensor([0.1, 0.8, 0.5, 1.0]), torch.tensor([3, 0, 5, 1]), torch.arange(4) % 3 == 0


class Network(nn.Module):
    """Its output depends on everything; it remembers what it was given."""

    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(0.7))
        self.seen = []

    def forward(self, x, t, labels):
        self.seen.append((x.detach().clone(), t, labels))
        given = (torch.as_tensor(one).to(x.dtype) for one in (t, labels))
        time, label = (one.reshape(-1, *[1] * (x.dim() - 1)) for one in given)
        return self.scale * (torch.sin(x) + torch.cos(2 * time) + torch.sin(1 + label))


class Constant(nn.Module):
    def forward(self, x, t, labels):
        return torch.ones_like(x)


def drive(model, program, **given):
    options = {name: given.pop(name) for name in ("steps", "guidance") if name in given}
    return program(model, *given.values(), **options)


def loss(where, data, noise, t=T, labels=LABELS, drop=DROP):
    given = dict(data=data, noise=noise, t=t, labels=labels, drop=drop, null_label=NULL)
    run = partial(drive, Network())
    return Probe(where, (), given, of="flow_matching_loss", stage="loss", drive=run)


def sample(where, noise, labels=LABELS, model=None, **options):
    given = dict(noise=noise, labels=labels, null_label=NULL, **options)
    run = partial(drive, model or Network())
    return Probe(where, (), given, of="sample", stage="sample", drive=run)


def described(value):
    """A tensor in words, with all that matters to an embedding."""
    if not isinstance(value, torch.Tensor):
        return f"{value} (no tensor)"
    kind = "floating" if torch.is_floating_point(value) else str(value.dtype).split(".")[-1]
    return f"{[round(one, 3) for one in value.flatten().tolist()]} {tuple(value.shape)}, {kind}"


def training(get, setting, record):
    network = Network().to(setting.dtype)
    data, noise, t = (one.to(setting.dtype) for one in (DATA, NOISE, T))
    found = get("flow_matching_loss")(network, data, noise, t, LABELS.clone(), DROP, NULL)
    record["x"], time, labels = network.seen[0]
    record["t"], record["labels"] = described(time), described(labels)
    record["calls"] = "one" if len(network.seen) == 1 else "several"
    if isinstance(found, torch.Tensor) and found.requires_grad:
        found.sum().backward()
    record["gradient"] = "none" if network.scale.grad is None else network.scale.grad


def sampling(get, setting, record):
    """One call or two for a step: what counts is which times and labels occur."""
    network = Network().to(setting.dtype).train()
    found = get("sample")(network, NOISE.to(setting.dtype), LABELS.clone(), NULL, 4, 2.0)
    record["graph"] = "a graph" if found.requires_grad else "none"
    record["mode"] = "train mode" if network.training else "eval mode"
    pairs = [(x, torch.as_tensor(t), labels) for x, t, labels in network.seen]
    times = [round(one, 3) for _, t, _ in pairs for one in t.flatten().tolist()]
    record["times"] = list(dict.fromkeys(times))
    known = sorted({one for *_, labels in pairs for one in labels.flatten().tolist()})
    record["labels"] = f"those of {known}"
    fits = all(t.shape == labels.shape == (len(x),) for x, t, labels in pairs)
    record["form"] = "one time and one label for each sample" if fits else "another form"


TRAINING = {
    "x": "The x that the network sees in training",
    "t": "The tensor of times that the network sees in training",
    "labels": "The tensor of labels that the network sees in training",
    "calls": "The number of the network's calls in training",
    "gradient": "The gradient that the network gets",
}
SAMPLING = {
    "graph": "The graph that comes with the samples",
    "mode": "The mode of the network after sampling, in train mode before,",
    "times": "The list of times that the network sees in sampling",
    "labels": "The set of labels that the network sees in sampling",
    "form": "What the network sees in sampling",
}
QUESTION = functions.question(
    __file__,
    "flow_matching_loss",
    "sample",
    probes=(
        loss("for images", DATA, NOISE),
        loss("for rows of features", ROWS, ROWS.flip(0)),
        loss("for sequences", DATA[:, 0], NOISE[:, 0]),
        loss("for as many samples as features", SQUARE, SQUARE.flip(0), *FOUR),
        loss("for images whose sizes are all equal", CUBE, CUBE.flip(0)),
        loss("at t = 0", DATA, NOISE, T * 0),
        loss("without dropped labels", DATA, NOISE, drop=DROP & False),
        loss("for a batch of one", DATA[:1], NOISE[:1], T[:1], LABELS[:1], DROP[:1]),
        loss("for a single feature", ROWS[:, :1], ROWS[:, 1:2]),
        loss("for entries in the thousands", DATA * 4e3, NOISE),
        sample("with the defaults", ROWS),
        sample("with `steps=4`", NOISE, steps=4),
        sample("with `steps=1`", NOISE, steps=1),
        sample("with `guidance=0`", NOISE, steps=3, guidance=0.0),
        sample("with `guidance=2.5`", NOISE, steps=3, guidance=2.5),
        sample("for a batch of one", NOISE[:1], LABELS[:1], steps=3, guidance=2.0),
        sample("for a single feature", ROWS[:, :1], steps=3, guidance=2.0),
        sample("for a constant field", NOISE, model=Constant(), steps=5),
    ),
    scenarios=(
        Scenario("training", training, TRAINING, "training", "flow_matching_loss"),
        Scenario("sampling", sampling, SAMPLING, "sampling", "sample"),
    ),
    titles={
        "training": "In training, the network sees a point on the path, its time and its label",
        "loss": "The loss is the mean squared error of the velocity",
        "sampling": "In sampling, the network sees the right times and labels, without a graph",
        "sample": "Euler steps with guidance lead from noise to data",
    },
    gradients=False,
    names={"unchanged": "inputs-modified"},
)
STAGES = QUESTION.stages
