"""What was found out about a cell, and the mistakes that follow from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable

from torch import Tensor

from .curves import Gate

Values = Callable[[Tensor], Tensor]


@dataclass
class Account:
    """``mistakes`` maps ids to what was observed; ``unknown`` are failures without a name."""

    mistakes: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    gates: dict[str, Gate] = field(default_factory=dict)

    def name(self, mistake: str, detail: str = "") -> None:
        self.mistakes.setdefault(mistake, detail)

    @property
    def clean(self) -> bool:
        return not self.mistakes and not self.unknown

    @property
    def cost(self) -> int:
        """Lower is the better reading of the same program."""
        vague = self.mistakes.get("cell-overactivated") == "bounded"
        return len(self.mistakes) + 3 * len(self.unknown) + 3 * vague

    @property
    def is_doubtful(self) -> bool:
        """Whether the state is read as swapped without c having been recognised by it."""
        vague = self.mistakes.get("cell-overactivated") == "bounded"
        unsure = vague or bool({"peepholes-added", "units-mixed"} & set(self.mistakes))
        return "state-order-swapped" in self.mistakes and unsure
