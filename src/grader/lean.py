"""Keeps torch's compiler unloaded: in torch 2, making any optimizer imports torch._dynamo.

That import takes seconds and is only asked for a decorator, a mark in the graph and, by
torch.utils.checkpoint, a setting. A stand-in answers those; whatever else is asked of it loads the
real module, so that torch.compile still works.
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

    def disable(self, function: Any = None, *args: Any, **named: Any) -> Any:
        return (lambda inner: inner) if function is None else function

    def __getattr__(self, name: str) -> Any:
        if name in ("__spec__", "__file__", "__wrapped__"):
            raise AttributeError(name)
        if name == "config":
            self.config = _settings()
            return self.config
        return getattr(_real(self), name)


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
    if _NAME in sys.modules or not hasattr(torch, "_disable_dynamo"):
        return
    stand_in = _StandIn(_NAME)
    sys.modules[_NAME] = stand_in
    setattr(torch, "_dynamo", stand_in)  # noqa: B010, torch declares it as a module
