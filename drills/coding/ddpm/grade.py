"""DDPM: what the methods return, and what the network around which they work is given."""

from functools import partial

import torch
from torch import nn

from grader import functions
from grader.functions import Probe
from grader.numbers import randn
from grader.programs import Scenario

TEN = {"steps": 10, "beta_start": 0.02, "beta_end": 0.3}
IMAGES, NOISE = randn(3, 2, 4, 5, seed=1), randn(3, 2, 4, 5, seed=2)
T = torch.tensor([7, 0, 9])
ROWS, SQUARE = randn(3, 4, seed=3), randn(4, 4, seed=4)
CUBE, ORDER = randn(3, 3, 3, 3, seed=5), torch.tensor([3, 9, 0, 6])


class Network(nn.Module):
    """Its output depends on everything; it remembers what it was given."""

    def __init__(self, scale=0.7):
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(scale))
        self.seen = []

    def forward(self, x, t):
        self.seen.append((x.detach().clone(), t))
        time = torch.as_tensor(t).to(x.dtype).reshape(-1, *[1] * (x.dim() - 1))
        return self.scale * (torch.sin(x) + torch.cos(1 + time))


def steady(call):
    """What a call gives, unless that depends on chance."""
    one, two = functions.first(call()), functions.first(call())
    same = not isinstance(one, torch.Tensor) or torch.equal(one, two)
    return one if same else "other numbers each time"


def drive(method, model, made, DDPM, **given):
    ddpm = DDPM(**made)
    before = () if method == "q_sample" else (model,)
    return steady(lambda: getattr(ddpm, method)(*before, *given.values()))


def probe(method, where, first, t, noise, made=TEN, model=None):
    given = {"x" if method == "p_sample" else "x0": first, "t": t, "noise": noise}
    run = partial(drive, method, model or Network(), made)
    return Probe(f"of `{method}` {where}", (), given, stage=method, drive=run)


def given(get, setting, record):
    """What the network sees in training and in sampling, and the gradient that it gets."""
    x0, noise = (one.to(setting.dtype) for one in (IMAGES, NOISE))
    ddpm = get("DDPM")(**TEN)
    for method, first, t in (("loss", x0, T.clone()), ("p_sample", x0, 4)):
        network = Network().to(setting.dtype)
        found = functions.first(getattr(ddpm, method)(network, first, t, noise))
        twin = Network().to(setting.dtype)
        getattr(ddpm, method)(twin, first, t, noise)
        (x, time), (again, _) = network.seen[0], twin.seen[0]
        record[f"{method}: x"] = x if torch.equal(x, again) else "another one each time"
        kind = str(time.dtype) if isinstance(time, torch.Tensor) else "not a tensor"
        record[f"{method}: t"] = f"{torch.as_tensor(time).tolist()} ({kind})"
        record[f"{method}: calls"] = "one" if len(network.seen) == 1 else "several"
        if method == "loss":
            if isinstance(found, torch.Tensor) and found.requires_grad:
                found.sum().backward()
            reached = network.scale.grad is not None
            record["loss: gradient"] = "reaches the network" if reached else "none"


FACETS = {
    f"{method}: {facet}": f"{what} in `{method}`"
    for method in ("loss", "p_sample")
    for facet, what in (
        ("x", "The x that the network sees"),
        ("t", "The time that the network sees"),
        ("calls", "The number of the network's calls"),
    )
}
FACETS["loss: gradient"] = "The gradient of the loss"
ZERO = Network(0.0)
QUESTION = functions.question(
    __file__,
    "DDPM",
    probes=(
        probe("q_sample", "for images", IMAGES, T, NOISE),
        probe("q_sample", "for rows of features", ROWS, T, ROWS.flip(0)),
        probe("q_sample", "for sequences", IMAGES[:, 0], T, NOISE[:, 0]),
        probe("q_sample", "for as many samples as features", SQUARE, ORDER, SQUARE.flip(0)),
        probe("q_sample", "for images whose sizes are all equal", CUBE, T, CUBE.flip(0)),
        probe("q_sample", "for noise of zeros", IMAGES, T, NOISE * 0),
        probe("q_sample", "for images of zeros", IMAGES * 0, T, NOISE),
        probe("q_sample", "for a batch of one", IMAGES[:1], T[:1], NOISE[:1]),
        probe("q_sample", "for a single feature", ROWS[:, :1], T, ROWS[:, 1:2]),
        probe("q_sample", "for entries in the thousands", IMAGES * 4e3, T, NOISE),
        probe("q_sample", "with the default schedule", ROWS, T * 111, ROWS.flip(0), {}),
        probe("q_sample", "with two steps", ROWS, T // 5, ROWS.flip(0), {"steps": 2}),
        probe("loss", "for images", IMAGES, T, NOISE),
        probe("loss", "for rows of features", ROWS, T, ROWS.flip(0)),
        probe("loss", "for as many samples as features", SQUARE, ORDER, SQUARE.flip(0)),
        probe("loss", "for a batch of one", IMAGES[:1], T[:1], NOISE[:1]),
        probe("loss", "for a network that returns zeros", IMAGES, T, NOISE, model=ZERO),
        probe("p_sample", "at t = 4", IMAGES, 4, NOISE),
        probe("p_sample", "at t = 0", IMAGES, 0, NOISE),
        probe("p_sample", "at the first step, t = 9", ROWS, 9, ROWS.flip(0)),
        probe("p_sample", "with noise of zeros", IMAGES, 4, NOISE * 0),
        probe("p_sample", "for a network that returns zeros", IMAGES, 4, NOISE * 0, model=ZERO),
        probe("p_sample", "for a batch of one", IMAGES[:1], 4, NOISE[:1]),
        probe("p_sample", "with the default schedule", ROWS, 600, ROWS.flip(0), {}),
    ),
    scenarios=(Scenario("given", given, FACETS, "network", "DDPM"),),
    titles={
        "q_sample": "The forward process adds the right share of noise to each sample",
        "network": "The network sees the right x and t",
        "loss": "The loss is the mean squared error of the noise",
        "p_sample": "The reverse step removes noise and adds the right amount",
    },
    gradients=False,
    names={"unchanged": "inplace-changes-input", "chance": "noise-resampled"},
    forbidden=("diffusers.DDPMScheduler", "diffusers.DDIMScheduler"),
)
STAGES = QUESTION.stages
