"""What was found out about a cell's gates, and the mistakes that follow from it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from torch import Tensor, log

from .cell import INPUT
from .curves import KINDS, Gate, affine, sample, unit

GATES = {"f": "the forget gate", "i": "the input gate", "o": "the output gate"}
ACTIVATION = {
    "f": "forget-gate-activation",
    "i": "input-gate-activation",
    "o": "output-gate-activation",
    "g": "candidate-activation",
}


@dataclass
class Diagnosis:
    """``mistakes`` maps ids to what their sentences leave open; ``unknown`` are failures without
    a name; ``gates`` are known by f, i, o, g, or r where i and g cannot be told apart."""

    mistakes: dict[str, dict[str, str]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    gates: dict[str, Gate] = field(default_factory=dict)
    is_vague: bool = False  # c' stays bounded, nobody knows why

    def name(self, mistake: str, **detail: str) -> None:
        self.mistakes.setdefault(mistake, detail)

    def name_kind(self, mistake: str, kind: str) -> None:
        self.name(mistake, kind=KINDS.get(kind, KINDS["other"]))

    def judge(self, letter: str, gate: Gate) -> None:
        """Keeps a gate and names its activation if it is not the right one."""
        self.gates[letter] = gate
        name = _name(letter).capitalize()
        if gate.kind == "mixed":
            self.unknown.append(f"{name} is not a function of one weighted sum of x and h.")
        elif gate.kind == "scaled":
            self.unknown.append(f"{name} is {gate.level:.3g} times a sigmoid.")
        elif gate.kind not in ("tanh" if letter == "g" else "sigmoid", "constant"):
            self.name_kind(ACTIVATION[letter], gate.kind)

    def relate(self) -> None:
        """Names coupled and shared gates, a softmax over gates, and gates blind to x or h."""
        if _is_softmax(self.gates.get("f"), self.gates.get("o")):
            self.unknown.clear()
            for letter in GATES:
                self.name_kind(ACTIVATION[letter], "gates")
        known = {letter: gate for letter, gate in self.gates.items() if letter != "r"}
        for (a, one), (b, two) in itertools.combinations(known.items(), 2):
            pair = f"{_name(a)} and {_name(b)}"
            if _opposite(one, two):
                self.name("gates-coupled", gates=pair)
            elif _shared(one.slope, two.slope):
                self.name("gates-share-weights", gates=pair)
        for index, mistake in enumerate(("input-ignored", "hidden-ignored")):
            blind = [_name(letter) for letter, gate in self.gates.items() if not gate.sees[index]]
            if blind:
                self.name(mistake, gates=" and ".join(blind))

    @property
    def clean(self) -> bool:
        return not self.mistakes and not self.unknown

    @property
    def cost(self) -> int:
        """Lower is the better reading of the same program."""
        return len(self.mistakes) + 3 * len(self.unknown) + 3 * self.is_vague

    @property
    def is_doubtful(self) -> bool:
        """Whether the state is read as swapped without c having been recognised by it."""
        unsure = self.is_vague or bool({"peepholes-added", "units-mixed"} & set(self.mistakes))
        return "state-order-swapped" in self.mistakes and unsure


def _name(letter: str) -> str:
    return GATES.get(letter, "the candidate")


def _is_softmax(f: Gate | None, o: Gate | None) -> bool:
    """Over the gates: neither of the two has one argument, but their ratio has."""
    if f is None or o is None or f.values is None or o.values is None:
        return False
    if min(float(f.values.min()), float(o.values.min())) <= 0:
        return False
    return affine(sample()[0], log(f.values) - log(o.values)) is not None


def _opposite(one: Gate, two: Gate) -> bool:
    """Sigmoids of z and -z: they sum to 1."""
    if one.slope is None or two.slope is None or {one.kind, two.kind} != {"sigmoid"}:
        return False
    return float((unit(one.slope) + unit(two.slope)).abs().max()) < 1e-5


def _shared(one: Tensor | None, two: Tensor | None) -> bool:
    """Whether any unit's weights for x, or for h, are those of a unit of the other gate."""
    if one is None or two is None:
        return False
    for part in (slice(0, INPUT), slice(INPUT, None)):
        a, b = one[:, part], two[:, part]
        if min(float(a.norm(dim=1).min()), float(b.norm(dim=1).min())) < 1e-4:
            continue
        if float((unit(a) @ unit(b).T).abs().max()) > 1 - 1e-10:
            return True
    return False
