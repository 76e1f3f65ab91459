"""What a caller may pass to candidate code, however it is wrapped; or that this cannot be told."""

from __future__ import annotations

import contextlib
import inspect
import os
from collections.abc import Sequence
from typing import Any

import torch

_SCRIPTED = (torch._C.ScriptMethod, torch._C.ScriptFunction)
_TORCH = os.path.join(torch.__path__[0], "")
_Parameters = Sequence[inspect.Parameter]


def parameters_of(call: Any) -> list[_Parameters]:
    """The parameters of what is called as it stands, without self; none where it is unknown.

    Of what the candidate wraps there are two readings: what the inner function declares, and
    what the wrapper takes. A call is right when it fits either.
    """
    if isinstance(call, _SCRIPTED):
        # TorchScript keeps the names; Python's own view of a method may still begin with self.
        taken = call.schema.arguments[isinstance(call, torch._C.ScriptMethod) :]
        return [[_parameter(argument) for argument in taken]]
    found: list[_Parameters] = []
    for follow in (True,) if _passes_on(call) else (True, False):
        try:
            signature = inspect.signature(call, follow_wrapped=follow)
        except (TypeError, ValueError):
            continue
        found.append(tuple(signature.parameters.values()))
    return found


def _passes_on(call: Any) -> bool:
    """Whether a wrapper, such as torch.no_grad, hands over just what it is given."""
    file = getattr(getattr(call, "__code__", None), "co_filename", "")
    return file.startswith((_TORCH, contextlib.__file__))


def parameters_of_method(cls: type, name: str) -> list[_Parameters]:
    """The same for a method that is called on an instance of ``cls``, before there is one."""
    written = inspect.getattr_static(cls, name, None)
    readings = parameters_of(getattr(cls, name, None))
    # Nothing is passed as self to a static method, a partial or an object that can be called.
    if isinstance(written, (staticmethod, classmethod)) or not hasattr(written, "__get__"):
        return readings
    return [_without_self(parameters) for parameters in readings]


def _without_self(parameters: _Parameters) -> _Parameters:
    if parameters and parameters[0].kind is not inspect.Parameter.VAR_POSITIONAL:
        return parameters[1:]
    return parameters


def _parameter(argument: Any) -> inspect.Parameter:
    """An argument of a TorchScript schema."""
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    if argument.kwarg_only:
        kind = inspect.Parameter.KEYWORD_ONLY
    default = argument.default_value if argument.has_default_value() else inspect.Parameter.empty
    return inspect.Parameter(argument.name, kind, default=default)
