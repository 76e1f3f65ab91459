"""Gradient accumulation: the gradient, the rate and the loss of each optimizer step."""

import re

import torch
from torch import nn
from torch.utils.data import DataLoader

from grader import procedures
from grader.numbers import randn, randomise
from grader.programs import Scenario
from grader.spies import Log, SpySGD

SAMPLES = 4  # in each micro-batch
FACETS = {  # by stage
    "steps": {
        "counts": "The number of micro-batches before each step",
        "gradients": "The gradient at each step",
        "parameters": "The vector of all parameters after the epoch",
    },
    "micro": {
        "graphs": "The number of graphs alive at once",
        "mode": "The mode of the model",
    },
    "rate": {
        "rates": "The learning rate at each step (1 at first)",
        "rate": "The learning rate after the epoch (1 at first)",
    },
    "losses": {"losses": "The returned list"},
}
SHORT, WHOLE = ("counts", "gradients", "losses"), ("parameters", "losses")
LONG = (*SHORT, "graphs", "mode", "rates", "rate")


class Watched(nn.Sequential):
    """Logs each forward and each backward. The hook stands on the output: in older versions of
    torch those on parameters miss autograd.grad."""

    def __init__(self, log):
        super().__init__(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1))
        randomise(self.parameters(), seed=5)
        self._log = log

    def forward(self, x):
        out = super().forward(x)
        if out.requires_grad:
            self._log.add("forward", samples=len(x), training=self.training)
            out.register_hook(self._saw_backward)
        return out

    def _saw_backward(self, gradient):
        self._log.add("backward")


def lopsided(prediction, target):
    """A mean whose arguments cannot be swapped."""
    return ((prediction - 2 * target) ** 2).mean()


def epoch(get, setting, record, total, size, limit=None, base=1e-13, listed=True, stale=False):
    """So small a rate leaves the weights where they are: a mistake shows only in its own facet."""
    log = Log()
    model = Watched(log).eval()
    optimizer = SpySGD(model.parameters(), log, lr=base, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=1, gamma=0.5)
    pairs = zip(randn(total * SAMPLES, 3, seed=1), randn(total * SAMPLES, 1, seed=2))
    loader = DataLoader(list(pairs), batch_size=SAMPLES)
    for at, p in enumerate(model.parameters() if stale else ()):
        p.grad = randn(*p.shape, seed=30 + at)
    given = (model, list(loader) if listed else loader, lopsided, optimizer, scheduler, size)
    more = {} if limit is None else {"max_grad_norm": limit}
    try:
        record["losses"] = get("train_epoch")(*given, **more)
    finally:
        observe(log, list(model.parameters()), record)
        record["rates"] = [step.lr / base for step in log.of("step")]
    record["rate"] = optimizer.param_groups[0]["lr"] / base
    record["parameters"] = torch.cat([p.detach().flatten() for p in model.parameters()])


def observe(log, parameters, record):
    counts, gradients, samples, alive, most = [], [], 0, 0, 0
    for event in log.events:
        if event.kind == "forward":
            samples, alive = samples + event.samples, alive + event.samples
            most = max(most, alive)
        elif event.kind == "backward":
            alive = 0
        elif event.kind == "step":
            counts.append(samples / SAMPLES)
            samples = 0
            # A step treats a gradient that is None like one of zeros.
            grads = zip(parameters, event.grads)
            whole = [torch.zeros_like(p) if g is None else g for p, g in grads]
            gradients.append(torch.cat([g.flatten() for g in whole]))
    record["counts"], record["gradients"] = counts, gradients
    record["graphs"] = "several" if most > SAMPLES else "one"
    record["mode"] = "train" if all(event.training for event in log.of("forward")) else "eval"


def scenarios(where, *sizes, facets=SHORT, **options):
    """One run, whose facets belong to several stages."""

    def run(*given):
        epoch(*given, *sizes, **options)

    for stage, all_ in FACETS.items():
        own = {facet: f"{what} {where}" for facet, what in all_.items() if facet in facets}
        yield Scenario(where, run, own, stage)


QUESTION = procedures.question(
    __file__,
    "train_epoch",
    scenarios=(
        *scenarios("with 8 micro-batches in groups of 3", 8, 3, facets=LONG),
        *scenarios("with a limit that clips", 7, 3, limit=1.5),
        *scenarios("with gradients from before the call", 4, 2, limit=1e3, stale=True),
        *scenarios("with fewer micro-batches than accumulation_steps", 2, 5),
        *scenarios("in groups of one", 3, 1, limit=1.5),
        *scenarios("for a DataLoader", 8, 3, base=0.02, listed=False, facets=WHOLE),
    ),
    titles={
        "steps": "Each step uses the mean gradient of its group",
        "micro": "Each micro-batch runs by itself, in train mode",
        "rate": "The scheduler steps once after each optimizer step",
        "losses": "The list holds the mean loss of each group",
    },
    prints=lambda text, shapes: re.search(r"\d\.\d|\d\.?e-?\d|nan|inf", text) is not None,
    no_print="Running the file does not print the list of losses.",
)
STAGES = QUESTION.stages
