"""An epoch on a small model, watched from inside the model and from the optimizer."""

from __future__ import annotations

from torch import Tensor, nn
from torch import cat as _cat
from torch import zeros_like as _zeros_like
from torch.optim.lr_scheduler import StepLR
from torch.utils.data import DataLoader

from grader.cases import Get, Setting
from grader.numbers import randn, randomise
from grader.programs import Record
from grader.spies import Log, SpySGD

SAMPLES = 4  # in each micro-batch
FACETS = {
    "counts": "The number of micro-batches before each step",
    "gradients": "The gradient at each step",
    "graphs": "The number of graphs alive at once",
    "mode": "The mode of the model",
    "rates": "The learning rate at each step (1 at first)",
    "rate": "The learning rate after the epoch (1 at first)",
    "losses": "The returned list",
    "parameters": "The vector of all parameters after the epoch",
}


class Watched(nn.Module):
    """Logs each forward, and each backward in whatever way it is called: by a hook on the output,
    since those on parameters miss autograd.grad in older versions of torch."""

    def __init__(self, log: Log) -> None:
        super().__init__()
        self.inner = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1))
        randomise(self.inner.parameters(), seed=5)
        self._log = log

    def forward(self, x: Tensor) -> Tensor:
        out = self.inner(x)
        if out.requires_grad:
            self._log.add("forward", samples=len(x), training=self.training)
            out.register_hook(self._saw_backward)
        return out

    def _saw_backward(self, gradient: Tensor) -> None:
        self._log.add("backward")


def lopsided(prediction: Tensor, target: Tensor) -> Tensor:
    """A mean whose arguments cannot be swapped."""
    return ((prediction - 2 * target) ** 2).mean()


def epoch(
    get: Get,
    setting: Setting,
    record: Record,
    total: int,
    size: int,
    limit: float | None = None,
    base: float = 1e-13,
    listed: bool = True,
    stale: bool = False,
) -> None:
    """So small a rate leaves the weights where they are: a mistake shows only in its own facet."""
    log = Log()
    model = Watched(log).eval()
    optimizer = SpySGD(model.parameters(), log, lr=base, momentum=0.9)
    scheduler = StepLR(optimizer, step_size=1, gamma=0.5)
    pairs = zip(randn(total * SAMPLES, 3, seed=1), randn(total * SAMPLES, 1, seed=2))
    loader = DataLoader(list(pairs), batch_size=SAMPLES)  # type: ignore[arg-type]
    for at, p in enumerate(model.parameters() if stale else ()):
        p.grad = randn(*p.shape, seed=30 + at)
    more = {} if limit is None else {"max_grad_norm": limit}
    train_epoch = get("train_epoch")
    try:
        record["losses"] = train_epoch(
            model, list(loader) if listed else loader, lopsided, optimizer, scheduler, size, **more
        )
    finally:
        _observe(log, list(model.parameters()), record)
        record["rates"] = [step.lr / base for step in log.of("step")]
    record["rate"] = optimizer.param_groups[0]["lr"] / base
    record["parameters"] = _cat([p.detach().flatten() for p in model.parameters()])


def _observe(log: Log, parameters: list[Tensor], record: Record) -> None:
    samples = alive = most = 0
    counts: list[float] = []
    for event in log.events:
        if event.kind == "forward":
            samples, alive = samples + event.samples, alive + event.samples
            most = max(most, alive)
        elif event.kind == "backward":
            alive = 0
        elif event.kind == "step":
            counts.append(samples / SAMPLES)
            samples = 0
    record["counts"] = counts
    record["gradients"] = [_vector(parameters, step.grads) for step in log.of("step")]
    record["graphs"] = "several" if most > SAMPLES else "one"
    record["mode"] = "train" if all(event.training for event in log.of("forward")) else "eval"


def _vector(parameters: list[Tensor], grads: list[Tensor | None]) -> Tensor:
    """A step treats a gradient that is None like one of zeros."""
    whole = [_zeros_like(p) if g is None else g for p, g in zip(parameters, grads)]
    return _cat([g.flatten() for g in whole])
