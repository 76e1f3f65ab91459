"""Keeps torch's compiler unloaded: in torch 2, making any optimizer imports torch._dynamo.

That import takes seconds and is only asked for a decorator and a mark in the graph. A stand-in
answers those two; whatever else is asked of it loads the real module, so that torch.compile
still works.
"""

from __future__ import annotations

import importlib
import sys
import types
from typing import Any

import torch

_NAME = "torch._dynamo"


class _StandIn(types.ModuleType):
    def graph_break(self, *args: Any, **named: Any) -> None:
        """Nothing: outside of compilation the real one does nothing either."""

    def disable(self, function: Any = None, *args: Any, **named: Any) -> Any:
        return (lambda inner: inner) if function is None else function

    def __getattr__(self, name: str) -> Any:
        if name in ("__spec__", "__file__", "__wrapped__"):
            raise AttributeError(name)
        return getattr(_real(self), name)


def _real(stand_in: types.ModuleType) -> types.ModuleType:
    if sys.modules.get(_NAME) is stand_in:
        del sys.modules[_NAME]
        delattr(torch, "_dynamo")
    return importlib.import_module(_NAME)


def spare_compiler() -> None:
    """Puts the stand-in in place, unless torch._dynamo is loaded or this torch has none."""
    if _NAME in sys.modules or not hasattr(torch, "_disable_dynamo"):
        return
    stand_in = _StandIn(_NAME)
    sys.modules[_NAME] = stand_in
    setattr(torch, "_dynamo", stand_in)  # noqa: B010, torch declares it as a module
