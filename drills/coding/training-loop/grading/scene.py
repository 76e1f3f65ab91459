"""What the candidate trains: a small model, real loaders, and spies that log every call.

Each sample carries its number in its data. The loss of a sample, and the gradient that it sends
back, follow a script: they depend on how often that was asked for, never on weights, modes or
chance, so that a mistake in one part of the loop does not show in another.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Callable

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

from grader.numbers import randn
from grader.spies import Log, SpyParameter, SpySGD, SpyStepLR, gradient_of

TRAIN, VAL = 11, 8  # samples, in batches of 3, 3, 3, 2 and of 5, 3
SAMPLES, FEATURES = TRAIN + VAL, 3
EPOCHS, LIMIT, LR, GAMMA = 4, 30.0, 0.05, 0.5
VISITS = 12
# Gradients on both sides of the limit, and losses that rise: who stops early stops.
SIZES = torch.tensor([300.0, 6.0, 1000.0, 20.0, 4.0, 100.0] * 2)
TREND = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0, 6.0] * 2)

Codes = dict[float, int]
BY_INPUT: Codes = {i / 8 - 1: i for i in range(SAMPLES)}
BY_TARGET: Codes = {(i * 5 % SAMPLES) / 4 - 1.5: i for i in range(SAMPLES)}


def samples_of(codes: Tensor, table: Codes) -> tuple[int, ...] | None:
    """The numbers of the samples that codes stand for; None if one is no code."""
    found = tuple(table.get(code, -1) for code in codes.detach().double().reshape(-1).tolist())
    return None if not found or -1 in found else found


def part_of(samples: tuple[int, ...] | None) -> str:
    if not samples or min(samples) < TRAIN <= max(samples):
        return "other"
    return "train" if max(samples) < TRAIN else "val"


class Scene(Log):
    """The log, and what the script and the spies need to know. A copied model logs here too."""

    def __init__(self, path: str | None) -> None:
        super().__init__(path)
        self.asked: Counter[int] = Counter()  # how often each sample's loss was asked for
        self.pulled: Counter[int] = Counter()  # and how often it went backward
        self.directions = randn(SAMPLES, FEATURES * 4 + 5, seed=3)
        self.losses = randn(SAMPLES, VISITS, seed=5).abs() + TREND.to(self.directions)
        self.pulls = randn(SAMPLES, VISITS, seed=6) * SIZES.to(self.directions)
        self.outputs: dict[int, tuple[float, Any]] = {}  # of each sample's last forward pass
        self.model = Net(self).eval()
        self.weights, self.statistics = self.model.state()  # as training has left them

    def __deepcopy__(self, memo: dict[int, Any]) -> Scene:
        return self

    def visit(self, before: Counter[int], samples: tuple[int, ...]) -> tuple[list[int], list[int]]:
        """Where these samples stand in the script, which goes on."""
        at = list(samples), [before[sample] % VISITS for sample in samples]
        before.update(samples)
        return at

    def norms(self) -> list[float]:
        """Of each parameter's gradient, 0 where there is none."""
        found = [gradient_of(p) for p in self.model.weights]
        return [0.0 if g is None else float(g.norm()) for g in found]


class Net(nn.Module):
    """(B, 3) to (B, 1). Logs "forward" (samples, part, mode, graph, learned: a backward pass came
    through, intact and still: weights and statistics are as training has left them)."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self.normalise, self.drop = nn.BatchNorm1d(FEATURES, affine=False), nn.Dropout(0.25)
        shapes = ((4, FEATURES), (4,), (1,))
        self.weights = nn.ParameterList(
            SpyParameter(100 * randn(*shape, seed=at)).watch(scene, at)  # so that decay shows
            for at, shape in enumerate(shapes)
        )
        self._spy = (scene,)

    def state(self) -> tuple[Tensor, Tensor]:
        weights = torch.cat([weight.detach().reshape(-1) for weight in self.weights])
        return weights, self.normalise.running_mean.clone()

    def forward(self, inputs: Tensor) -> Tensor:
        scene = self._spy[0]
        weights, statistics = self.state()
        samples = samples_of(inputs.reshape(len(inputs), -1)[:, 0], BY_INPUT)
        modes = {module.training for module in self.modules()}
        event = scene.add(
            "forward",
            samples=samples or (),
            part=part_of(samples),
            mode="mixed" if len(modes) > 1 else "train" if True in modes else "eval",
            intact=torch.equal(weights, scene.weights),
            still=torch.equal(statistics, scene.statistics),
            learned=False,
        )
        self.drop(self.normalise(inputs))
        if event.part != "val":
            scene.statistics = scene.model.state()[1]
        rows = scene.directions[list(samples or range(len(inputs)))]
        output = (rows @ torch.cat([weight.reshape(-1) for weight in self.weights])).unsqueeze(1)
        event.data["graph"] = output.requires_grad
        values = output.detach().reshape(-1).tolist()
        scene.outputs.update(zip(samples or (), ((value, event) for value in values)))
        return output

    def zero_grad(self, *how: Any, **named: Any) -> None:  # type: ignore[override]
        scene = self._spy[0]
        scene.add("zero_grad", norms=scene.norms())
        with scene.quiet():
            super().zero_grad(*how, **named)


class Scripted(torch.autograd.Function):
    """A loss that is ``value`` and sends back what ``pull`` gives."""

    @staticmethod
    def forward(  # type: ignore[override]
        ctx: Any, output: Tensor, value: Tensor, pull: Callable[[], Tensor]
    ) -> Tensor:
        ctx.pull = pull
        return value.clone()

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> Any:  # type: ignore[override]
        return grad * ctx.pull(), None, None


class Loss(nn.Module):
    """Logs "loss" (part, count, order: of the arguments) and "backward" (part, left: norms in .grad)."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self._spy = (scene,)

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        scene = self._spy[0]
        first, second = (samples_of(one, BY_TARGET) for one in (input, target))
        samples, output = (first, target) if second is None else (second, input)
        known = [scene.outputs.get(sample, (None, None)) for sample in samples or ()]
        fits = [value for value, _ in known] == output.detach().reshape(-1).tolist()
        order = "target, prediction" if second is None else "prediction, target"
        if not fits or input.shape != target.shape:
            order = "something else"
        part = part_of(samples)
        scene.add("loss", part=part, order=order, count=len(samples or ()))
        if samples is None or output.numel() != len(samples):
            return (input - target).pow(2).mean()

        def pull() -> Tensor:
            scene.add("backward", part=part, left=scene.norms())
            for _, forward in known:
                if forward is not None:
                    forward.data["learned"] = True
            at = scene.visit(scene.pulled, samples)
            return scene.pulls[at].reshape(output.shape) / len(samples)

        value = scene.losses[scene.visit(scene.asked, samples)].mean()
        return Scripted.apply(output, value, pull)


class Optimizer(SpySGD):
    """Tells the scene which weights are right after a step."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene.model.parameters(), scene, lr=LR)

    def step(self, closure: Callable[[], Any] | None = None) -> Any:  # type: ignore[override]
        loss = super().step(closure)
        scene = self._spy[0]
        scene.weights = scene.model.state()[0]
        return loss


def arguments(scene: Scene) -> dict[str, Any]:
    """What ``train`` is called with."""
    with scene.quiet():
        optimizer = Optimizer(scene)
        scheduler = SpyStepLR(optimizer, scene, gamma=GAMMA)
    return {
        "model": scene.model,
        "train_loader": _loader(range(TRAIN), 3),
        "val_loader": _loader(range(TRAIN, SAMPLES), 5),
        "optimizer": optimizer,
        "scheduler": scheduler,
        "loss_fn": Loss(scene),
        "epochs": EPOCHS,
        "max_grad_norm": LIMIT,
    }


def _loader(samples: range, batch: int) -> DataLoader:
    inputs = randn(len(samples), FEATURES, seed=20 + samples.start)
    codes = {sample: code for code, sample in BY_INPUT.items()}
    inputs[:, 0] = torch.tensor([codes[sample] for sample in samples])
    codes = {sample: code for code, sample in BY_TARGET.items()}
    targets = torch.tensor([[codes[sample]] for sample in samples])
    return DataLoader(TensorDataset(inputs, targets), batch_size=batch)
