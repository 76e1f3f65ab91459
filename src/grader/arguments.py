"""Arguments for a call: fresh copies in the dtype and layout of a setting, watched for changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from torch import Tensor, equal, is_floating_point
from torch import no_grad as _no_grad

from .cases import Call, Seen, Setting


@dataclass(frozen=True)
class Arguments:
    """The arguments of one call, by position and by name."""

    positional: tuple[Any, ...]
    named: Mapping[str, Any]

    def call(
        self,
        function: Any,
        setting: Setting,
        call: Call,
        result: Callable[[Any], Any],
        names: Sequence[str] = (),
    ) -> Seen:
        """Calls with fresh copies. ``result`` picks what is judged from what is returned;
        ``names`` are what messages call the positional arguments."""
        leaves: list[Tensor] = []
        copies: dict[int, Any] = {}

        def fresh(value: Any) -> Any:
            # One tensor in two places stays one: self-attention takes such paths.
            if id(value) not in copies:
                copies[id(value)] = _copy(value, setting, leaves if setting.grad else None)
            return copies[id(value)]

        positional = [fresh(value) for value in self.positional]
        named = {name: fresh(value) for name, value in self.named.items()}
        given = [*zip(names, positional), *named.items()]
        before = [(name, v, v.detach().clone()) for name, v in given if isinstance(v, Tensor)]
        called = call(function, *positional, **named)
        with _no_grad():
            changed = [name for name, value, old in before if not _same(value, old)]
        value = result(called.value)
        dtype = value.dtype if isinstance(value, Tensor) else None
        altered = tuple(dict.fromkeys(changed))
        size = max((_magnitude(old) for _, _, old in before), default=0.0)
        return Seen(value, called.error, altered, dtype, tuple(leaves), size)


def _copy(value: Any, setting: Setting, leaves: list[Tensor] | None) -> Any:
    if not isinstance(value, Tensor):
        return value
    if is_floating_point(value):
        value = value.to(setting.rounded or setting.dtype).to(setting.dtype)
    if setting.device != "cpu":
        value = value.to(setting.device)
    value = _spread(value) if setting.strided else value.clone()
    if leaves is None or not is_floating_point(value):
        return value
    leaves.append(value.requires_grad_(True))
    return value.view_as(value) if setting.strided else value.clone()


def _spread(value: Tensor) -> Tensor:
    """The same values in memory that is not contiguous."""
    if value.dim() < 2:
        doubled = value.new_zeros((*value.shape, 2))
        doubled[..., 0] = value
        return doubled[..., 0]
    return value.transpose(0, -1).contiguous().transpose(0, -1)


def _same(value: Tensor, old: Tensor) -> bool:
    if value.shape != old.shape or value.dtype != old.dtype:
        return False
    if value.is_meta:  # without values there is nothing to change
        return True
    value = value.detach()
    # NaN equals nothing, so where it may be it becomes a number on both sides.
    return equal(value, old) or equal(value.nan_to_num(1.5), old.nan_to_num(1.5))


def _magnitude(value: Tensor) -> float:
    if not is_floating_point(value) or not value.numel() or value.is_meta:
        return 0.0
    return float(value.detach().nan_to_num(0.0, 0.0, 0.0).abs().max())
