"""What was found out about a cell, and the mistakes that follow from it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .curves import KINDS, Gate

GATES = {"f": "the forget gate", "i": "the input gate", "o": "the output gate"}
ACTIVATION = {
    "f": "forget-gate-activation",
    "i": "input-gate-activation",
    "o": "output-gate-activation",
    "g": "candidate-activation",
}


def gate_name(letter: str) -> str:
    return GATES.get(letter, "the candidate")


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
        if gate.kind == "mixed":
            name = gate_name(letter)
            text = f"{name.capitalize()} is not a function of one weighted sum of x and h."
            self.unknown.append(text)
        elif gate.kind == "scaled":
            text = f"{gate_name(letter).capitalize()} is {gate.level:.3g} times a sigmoid."
            self.unknown.append(text)
        elif gate.kind not in ("tanh" if letter == "g" else "sigmoid", "constant"):
            self.name_kind(ACTIVATION[letter], gate.kind)

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
