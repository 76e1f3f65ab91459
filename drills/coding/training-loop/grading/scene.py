"""What the candidate trains: a small model, real loaders, and spies that log every call.

Each sample carries its number in its data. The loss of a sample, and the gradient that it sends
back, follow a script: they depend on how often that was asked for, never on weights, modes or
chance, so that a mistake in one part of the loop does not show in another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

from grader.numbers import randn
from grader.spies import Log, SpyParameter, SpySGD, SpyStepLR, gradient_norms

TRAIN, VAL = 11, 8  # samples, in batches of 3, 3, 3, 2 and of 5, 3
SAMPLES, FEATURES = TRAIN + VAL, 3
EPOCHS, LIMIT, LR, GAMMA = 4, 30.0, 0.05, 0.5
VISITS = 12
# Gradients on both sides of the limit, and losses that rise: who stops early stops.
SIZES = torch.tensor([300.0, 6.0, 1000.0, 20.0, 4.0, 100.0] * 2)
TREND = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0, 6.0] * 2)

INPUT_CODES = [i / 8 - 1 for i in range(SAMPLES)]
TARGET_CODES = [(i * 5 % SAMPLES) / 4 - 1.5 for i in range(SAMPLES)]


def samples_of(values: Tensor, codes: list[float]) -> tuple[int, ...] | None:
    """The numbers of the samples that values are the codes of; None if one is no code."""
    found = values.detach().double().reshape(-1).tolist()
    return tuple(map(codes.index, found)) if found and set(found) <= set(codes) else None


def flat(tensors: Iterable[Tensor]) -> Tensor:
    return torch.cat([tensor.reshape(-1) for tensor in tensors])


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
        self.start, self.statistics = self.model.state()  # the latter as training has left them

    def __deepcopy__(self, memo: dict[int, Any]) -> Scene:
        return self

    @property
    def weights(self) -> Tensor:
        """As the last step has left them."""
        steps = self.of("step")
        return flat(steps[-1].weights) if steps else self.start

    def visit(self, before: Counter[int], samples: tuple[int, ...]) -> tuple[list[int], list[int]]:
        """Where these samples stand in the script, which goes on."""
        at = list(samples), [before[sample] % VISITS for sample in samples]
        before.update(samples)
        return at


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
        return flat(self.weights).detach(), self.normalise.running_mean.clone()

    def forward(self, inputs: Tensor) -> Tensor:
        scene = self._spy[0]
        samples = samples_of(inputs.reshape(len(inputs), -1)[:, 0], INPUT_CODES)
        modes = {module.training for module in self.modules()}
        event = scene.add(
            "forward",
            samples=samples or (),
            part=part_of(samples),
            mode="mixed" if len(modes) > 1 else "train" if True in modes else "eval",
            intact=torch.equal(self.state()[0], scene.weights),
            learned=False,
        )
        self.drop(self.normalise(inputs))
        event.data["still"] = torch.equal(self.state()[1], scene.statistics)
        if event.part != "val":
            scene.statistics = scene.model.state()[1]
        rows = scene.directions[list(samples or range(len(inputs)))]
        output = (rows @ flat(self.weights)).unsqueeze(1)
        event.data["graph"] = "a graph" if output.requires_grad else "nothing"
        values = output.detach().reshape(-1).tolist()
        scene.outputs.update(zip(samples or (), ((value, event) for value in values)))
        return output

    def zero_grad(self, *how: Any, **named: Any) -> None:  # type: ignore[override]
        scene = self._spy[0]
        scene.add("zero_grad", norms=gradient_norms(self.weights))
        with scene.quiet():
            super().zero_grad(*how, **named)


class Loss(nn.Module):
    """Logs "loss" (part, count, order: of the arguments) and "backward" (part, norms: in .grad)."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self._spy = (scene,)

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        scene = self._spy[0]
        first, second = (samples_of(one, TARGET_CODES) for one in (input, target))
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

        def pull(gradient: Tensor) -> Tensor:
            scene.add("backward", part=part, norms=gradient_norms(scene.model.weights))
            for _, forward in known:
                if forward is not None:
                    forward.data["learned"] = True
            at = scene.visit(scene.pulled, samples)
            return gradient * scene.pulls[at].reshape(output.shape) / len(samples)

        carrier = output.clone()
        if carrier.requires_grad:
            carrier.register_hook(pull)
        value = scene.losses[scene.visit(scene.asked, samples)].mean()
        return value + (carrier.sum() - carrier.detach().sum())  # the value, with this way back


def arguments(scene: Scene) -> dict[str, Any]:
    """What ``train`` is called with."""
    with scene.quiet():
        optimizer = SpySGD(scene.model.parameters(), scene, lr=LR)
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
    inputs[:, 0] = torch.tensor([INPUT_CODES[sample] for sample in samples])
    targets = torch.tensor([[TARGET_CODES[sample]] for sample in samples])
    return DataLoader(TensorDataset(inputs, targets), batch_size=batch)
