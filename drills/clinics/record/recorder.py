"""What all recordings share: seeds, small datasets, and the curves that are recorded."""

import math
from typing import Callable, Optional

import torch
from torch import Tensor, nn


class Recorder:
    """Collects the curves and tables of one run; numbers keep four significant digits."""

    def __init__(self) -> None:
        self.charts: dict = {}
        self.tables: dict = {}

    def point(self, chart: str, x: float, **series: float) -> None:
        """Adds a point to each curve; `training_loss` is shown as "training loss"."""
        one = self.charts.setdefault(chart, {"x": [], "series": {}})
        one["x"].append(rounded(x))
        for name, value in series.items():
            one["series"].setdefault(name.replace("_", " "), []).append(rounded(value))

    def curve(self, chart: str, xs: list, **series: list) -> None:
        """Adds whole curves at once."""
        for i, x in enumerate(xs):
            self.point(chart, x, **{name: values[i] for name, values in series.items()})

    def histogram(self, chart: str, low: float, high: float, bins: int, **values: Tensor) -> None:
        """The share of values in each bin, by its midpoint; values outside the range count in the outer bins."""
        width = (high - low) / bins
        middles = [low + width * (i + 0.5) for i in range(bins)]
        shares = {}
        for name, one in values.items():
            inside = one.detach().float().flatten().clamp(low + width / 2, high - width / 2)
            shares[name] = (torch.histc(inside, bins, low, high) / inside.numel()).tolist()
        self.curve(chart, middles, **shares)

    def table(self, name: str, columns: list, rows: list) -> None:
        cells = [[rounded(c) if isinstance(c, float) else c for c in row] for row in rows]
        self.tables[name] = {"columns": columns, "rows": cells}

    def data(self) -> dict:
        return {"charts": self.charts, "tables": self.tables}


def rounded(value: float) -> Optional[float]:
    """Rounds to four significant digits; a value that is not finite has no place on a chart."""
    value = float(value)
    if not math.isfinite(value):
        return None
    return float(f"{value:.4g}")


def seeded(seed: int) -> torch.Generator:
    """Makes torch repeatable, on one thread; the generator it returns is for the data."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    return torch.Generator().manual_seed(seed + 1000)


def gradient_norm(model: nn.Module) -> float:
    norms = [p.grad.norm() for p in model.parameters() if p.grad is not None]
    return float(torch.stack(norms).norm())


def accuracy(logits: Tensor, labels: Tensor) -> float:
    return float((logits.argmax(-1) == labels).float().mean())


@torch.no_grad()
def scores(model: Callable[[Tensor], Tensor], x: Tensor, y: Tensor) -> tuple:
    """Mean cross-entropy and accuracy."""
    logits = model(x)
    return float(nn.functional.cross_entropy(logits, y)), accuracy(logits, y)


def mlp(*sizes: int, activation: Callable[[], nn.Module] = nn.ReLU) -> nn.Sequential:
    layers: list = []
    for i, (a, b) in enumerate(zip(sizes, sizes[1:])):
        layers += [nn.Linear(a, b)] + ([activation()] if i < len(sizes) - 2 else [])
    return nn.Sequential(*layers)


def spirals(count: int, generator: torch.Generator, noise: float = 0.08) -> tuple:
    """Three arms in the plane; classes 0 to 2."""
    labels = torch.randint(0, 3, (count,), generator=generator)
    radius = torch.rand(count, generator=generator) * 0.9 + 0.1
    angle = 4.2 * radius + labels * (2 * math.pi / 3)
    points = torch.stack([radius * angle.cos(), radius * angle.sin()], dim=1)
    return points + noise * torch.randn(points.shape, generator=generator), labels


# Ten digits of eight by eight pixels, drawn for these recordings.
SIGNS = """
...##... ...#.... ..####.. ..####.. ....##.. .######. ...###.. .######. ..####.. ..####..
..#..#.. ..##.... .#....#. .....##. ...#.#.. .#...... ..#..... .....#.. .#....#. .#....#.
.#....#. .#.#.... ......#. ......#. ..#..#.. .#...... .#...... .....#.. .#....#. .#....#.
.#....#. ...#.... .....#.. ...###.. .#...#.. .#####.. .#.###.. ....#... ..####.. ..#####.
.#....#. ...#.... ...##... ......#. .######. ......#. .##...#. ....#... .#....#. ......#.
.#....#. ...#.... ..#..... ......#. .....#.. ......#. .#....#. ...#.... .#....#. .....#..
..#..#.. ...#.... .#...... .....##. .....#.. .#...#.. .#....#. ...#.... .#....#. ....#...
...##... .#####.. .######. ..####.. .....#.. ..###... ..####.. ..#..... ..####.. ..##....
"""


def signs(count: int, generator: torch.Generator, noise: float = 0.35, shift: int = 1) -> tuple:
    """Noisy, shifted images of digits as vectors of 64 numbers; classes 0 to 9."""
    rows = [line.split() for line in SIGNS.strip().splitlines()]
    drawn = torch.tensor([[[float(c == "#") for c in row[k]] for row in rows] for k in range(10)])
    labels = torch.randint(0, 10, (count,), generator=generator)
    moves = torch.randint(-shift, shift + 1, (count, 2), generator=generator).tolist()
    pictures = [torch.roll(drawn[k], tuple(m), (0, 1)) for k, m in zip(labels.tolist(), moves)]
    flat = torch.stack(pictures).flatten(1)
    return (flat + noise * torch.randn(flat.shape, generator=generator) - 0.3) * 2, labels


def batches(x: Tensor, y: Tensor, size: int, shuffle: bool = True):
    """One epoch."""
    order = torch.randperm(len(x)) if shuffle else torch.arange(len(x))
    for part in order.split(size):
        yield x[part], y[part]


def endless(x: Tensor, y: Tensor, size: int):
    while True:
        yield from batches(x, y, size)
