"""Keeps torch's compiler unloaded: in torch 2, making any optimizer imports torch._dynamo.

That import takes a second on a fast machine and is only asked for a decorator, a mark in the graph
and, by torch.utils.checkpoint, a setting. A stand-in answers those; whatever else is asked of it
loads the real module. Nothing is compiled in a check, so torch.compile gives back what it gets.
"""

from __future__ import annotations

import importlib
import os
import sys
import types
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from typing import Any

import torch

_NAME = "torch._dynamo"


class _StandIn(types.ModuleType):
    def graph_break(self, *args: Any, **named: Any) -> None:
        """Nothing: outside of compilation the real one does nothing either."""

    def reset(self) -> None:
        """Nothing: nothing was compiled."""

    def disable(self, function: Any = None, *args: Any, **named: Any) -> Any:
        return _same if function is None else function

    def allow_in_graph(self, function: Any) -> Any:
        return function

    def __getattr__(self, name: str) -> Any:
        if name in ("__spec__", "__file__", "__wrapped__"):
            raise AttributeError(name)
        if name == "config":
            self.config = _settings()
            return self.config
        return getattr(_real(self), name)


def _same(value: Any) -> Any:
    return value


def _compile(model: Any = None, **options: Any) -> Any:
    """torch.compile with the compiler switched off, also as a decorator with options."""
    if model is None:
        return _compile
    if isinstance(model, torch.nn.Module):
        vars(model)["_orig_mod"] = model  # what programs ask the result for when they save it
    return model


def _use_deterministic_algorithms(mode: bool, *, warn_only: bool = False) -> None:
    """torch's own also tells the compiler's settings, and loads the compiler for it."""
    torch._C._set_deterministic_algorithms(mode, warn_only=warn_only)


def _settings() -> types.ModuleType:
    """torch._dynamo.config without the package around it, which finds it loaded if it comes."""
    name = f"{_NAME}.config"
    if name not in sys.modules:
        loader = SourceFileLoader(name, os.path.join(torch.__path__[0], "_dynamo", "config.py"))
        spec = spec_from_loader(name, loader)
        assert spec is not None
        sys.modules[name] = module_from_spec(spec)
        loader.exec_module(sys.modules[name])
    return sys.modules[name]


def _real(stand_in: types.ModuleType) -> types.ModuleType:
    if sys.modules.get(_NAME) is stand_in:
        del sys.modules[_NAME]
        delattr(torch, "_dynamo")
    return importlib.import_module(_NAME)


def spare_compiler() -> None:
    """Puts the stand-in in place, unless torch._dynamo is loaded or this torch has none."""
    if hasattr(torch, "compile"):
        torch.compile = _compile
        torch.use_deterministic_algorithms = _use_deterministic_algorithms
    if _NAME in sys.modules or not hasattr(torch, "_disable_dynamo"):
        return
    stand_in = _StandIn(_NAME)
    sys.modules[_NAME] = stand_in
    setattr(torch, "_dynamo", stand_in)  # noqa: B010, torch declares it as a module
