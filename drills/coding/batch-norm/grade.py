"""Batch norm: what it computes in each mode, and what it keeps from one call to the next."""

import torch

from grader import parameters, procedures
from grader.numbers import randn
from grader.programs import Scenario
from grader.stages import Stage

C = 5
X, OTHER = randn(3, C, 4, 2, seed=1) * 2 + 1, randn(2, C, 3, 4, seed=2) - 3
SQUARE = randn(C, C, C, C, seed=3) + 2
STRIDED = OTHER.transpose(1, 3).contiguous().transpose(1, 3)
X[:, 1] *= 0.01  # here epsilon counts
X[:, 2] = 3.0  # and here without it nothing is left
INPUTS = {
    "square": ("sizes that are all equal", SQUARE),
    "output": ("a batch of three", X),
    "one": ("a batch of one", X[:1]),
    "pixel": ("images of one pixel", X[:, :, :1, :1]),
    "large": ("entries in the thousands that are not contiguous", STRIDED * 4e3),
}


def made(get, setting, *options, **named):
    return get("BatchNorm2d")(C, *options, **named).to(setting.dtype)


def rows(module):
    """The vectors of C numbers that a module learns, whatever their shape."""
    whole = [p.data for p in module.parameters() if p.numel() % C == 0]
    return [row for p in whole for row in p.view(-1, C)]


@torch.no_grad()
def varied(get, setting):
    """A module whose gain and bias differ from channel to channel. Which is which shows in a copy:
    what a bias adds is the same everywhere."""
    module, copy = made(get, setting), made(get, setting)
    for row, tried in zip(rows(module), rows(copy)):
        before = copy(SQUARE.to(setting.dtype, copy=True))
        tried += 1
        effect = copy(SQUARE.to(setting.dtype, copy=True)) - before
        tried -= 1
        if bool((effect != 0).any()):
            row += 0.4 * randn(C, seed=4 if effect.std() > 1e-3 else 5, dtype=row.dtype)
    return module


@torch.no_grad()
def kept(module):
    """Running mean and variance, read from what becomes of zeros and ones in eval mode."""
    like = next(module.parameters(), torch.zeros(()))
    image = torch.tensor([0.0, 1.0], dtype=like.dtype).expand(1, C, 1, 2)
    zero, one = module.eval()(image.clone())[0, :, 0].unbind(1)
    module.train()
    return torch.stack([-zero / (one - zero), (one - zero) ** -2 - 1e-5])


def train(get, setting, record):
    """Outputs and gradients, with any gain and bias."""
    module = varied(get, setting)
    for facet, (_, x) in INPUTS.items():
        record[facet] = module(x.to(setting.dtype, copy=True)).detach()
    record["eps"] = made(get, setting, 0.5)(X.to(setting.dtype, copy=True)).detach()
    x = X.to(setting.dtype, copy=True).requires_grad_()
    given = x.clone()
    out = module(given)
    record["input"] = "as it was" if torch.equal(given, x) else "changed"
    pull = randn(*X.shape, seed=6, dtype=setting.dtype)
    record["gradient"] = torch.autograd.grad((out * pull).sum(), x)[0]


def running(get, setting, record):
    """Running statistics from call to call, in the form in which they act."""
    module, other = made(get, setting), made(get, setting, momentum=0.3)
    record["new"] = kept(module)
    for x in (X, OTHER):
        module(x.to(setting.dtype, copy=True))
        record.setdefault("first", kept(module))
        other(x.to(setting.dtype, copy=True))
    record["second"] = kept(other)


def evaluated(get, setting, record):
    """Eval mode after two steps of training."""
    x, other = X.to(setting.dtype), OTHER.to(setting.dtype)
    module = varied(get, setting)
    for _ in range(2):
        module(x.clone().requires_grad_()).sum().backward()
    module.eval().requires_grad_(False)
    out = module(other.clone())
    record["graph"] = "a graph of earlier steps" if out.requires_grad else "no graph"
    record["eval"] = out.detach().clone()
    record["alone"] = alone = module(other[:1].clone()).detach()
    before = [t.clone() for t in module.state_dict().values() if t.is_floating_point()]
    module(other * 3)
    same = torch.allclose(module(other[:1].clone()).detach(), alone)
    after = [t for t in module.state_dict().values() if t.is_floating_point()]
    record["repeat"] = "as before" if same and all(map(torch.equal, before, after)) else "changed"


@torch.no_grad()
def registered(get, setting, record):
    module, other = made(get, setting), made(get, setting)
    record["learned"] = sum(p.numel() for p in module.parameters())
    module(X.to(setting.dtype, copy=True))
    other.load_state_dict(module.state_dict())
    record["loaded"] = "the same" if torch.allclose(kept(module), kept(other)) else "other ones"


def weights(subject):
    """Gain and bias are registered."""

    def run(module):
        return subject.attempt(module, X.float()).value

    yield from parameters.unregistered(subject, lambda: subject.get("BatchNorm2d")(C).eval(), run)


FACETS = {
    train: {
        **{facet: f"The result for {what} in train mode" for facet, (what, _) in INPUTS.items()},
        "eps": "The result with `eps=0.5` in train mode",
        "input": "The tensor that was passed in",
        "gradient": "The gradient that reaches the input in train mode",
    },
    running: {
        "new": "The pair of running mean and variance in a new module",
        "first": "The pair of running mean and variance after one step",
        "second": "The pair of running mean and variance after two steps with `momentum=0.3`",
    },
    evaluated: {
        "graph": "The result in eval mode, with all parameters frozen,",
        "eval": "The result in eval mode after two steps",
        "alone": "The result for the first image alone in eval mode",
        "repeat": "The module's state after another call in eval mode",
    },
    registered: {
        "learned": "The number of learned numbers for 5 channels",
        "loaded": "The pair of running statistics in another module that has loaded the state",
    },
}
QUESTION = procedures.question(
    __file__,
    "BatchNorm2d",
    scenarios=tuple(Scenario(r.__name__, r, what, r.__name__) for r, what in FACETS.items()),
    titles={
        "train": "In train mode, every channel is normalised with the batch",
        "running": "Running statistics follow the batches in train mode",
        "evaluated": "In eval mode, running statistics are used and stay as they are",
        "registered": "Gain and bias are learned, and running statistics are saved",
    },
    notes=frozenset({"running-var-biased"}),
    forbidden=(
        "torch.nn.SyncBatchNorm",
        *(f"torch.nn.{name}Norm" for name in ("Layer", "Group")),
        *(f"torch.nn.{kind}Norm{n}d" for kind in ("Batch", "Instance") for n in (1, 2, 3)),
        *(f"torch.nn.functional.{name}_norm" for name in ("layer", "group", "batch", "instance")),
        *(f"torch.{name}_norm" for name in ("layer", "group", "batch", "instance", "native_batch")),
    ),
)
_WEIGHTS = Stage("weights", "All weights are registered", weights, needs=("parses", "defines"))
STAGES = (*QUESTION.stages, _WEIGHTS)
