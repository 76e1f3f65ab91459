"""Puts back the global state that candidate code tends to change: dtype, device, hooks, seeds.

Without it one call of the candidate's would decide how the grader's own tensors are made.
"""

from __future__ import annotations

import builtins
import contextlib
import os
import random
import sys
import warnings
from collections.abc import Iterator
from typing import Any, Callable

import torch
from torch.nn.modules import module as _internals

# Taken before any candidate code can replace them.
_SETTINGS: tuple[tuple[Callable[[], Any], Callable[[Any], Any]], ...] = (
    (torch.get_default_dtype, torch.set_default_dtype),
    (torch.is_grad_enabled, torch.set_grad_enabled),
    (torch.get_num_threads, torch.set_num_threads),
    (torch.is_anomaly_enabled, torch.autograd.set_detect_anomaly),
    (torch.get_float32_matmul_precision, torch.set_float32_matmul_precision),
    (torch.are_deterministic_algorithms_enabled, torch._C._set_deterministic_algorithms),
    (sys.getrecursionlimit, sys.setrecursionlimit),
)
_HOOKS: tuple[dict[Any, Any], ...] = tuple(
    table
    for name, table in vars(_internals).items()
    if name.startswith("_global_") and isinstance(table, dict)
)
_get_rng_state, _set_rng_state = torch.get_rng_state, torch.set_rng_state


@contextlib.contextmanager
def tidy() -> Iterator[None]:
    """Runs candidate code, and leaves all of it behind."""
    settings = [get() for get, _ in _SETTINGS]
    modes, device = _modes(), _device()
    hooks = [dict(table) for table in _HOOKS]
    state, python_state = _get_rng_state(), random.getstate()
    names, folder = dict(vars(builtins)), _cwd()
    try:
        with warnings.catch_warnings():
            yield
    finally:
        if _modes() != modes:
            _set_modes(modes)
            _set_device(device)
        for (get, put), before in zip(_SETTINGS, settings):
            if get() != before:
                put(before)
        if vars(builtins) != names:
            builtins.__dict__.clear()
            builtins.__dict__.update(names)
        for table, before in zip(_HOOKS, hooks):
            if table != before:
                table.clear()
                table.update(before)
        _set_rng_state(state)
        random.setstate(python_state)
        if folder is not None:
            with contextlib.suppress(OSError):
                os.chdir(folder)


def _modes() -> list[Any]:
    """What intercepts torch's functions. A default device does (torch 2)."""
    return [torch._C._get_function_stack_at(i) for i in range(torch._C._len_torch_function_stack())]


def _set_modes(modes: list[Any]) -> None:
    while torch._C._len_torch_function_stack():
        torch._C._pop_torch_function_stack()
    for mode in modes:
        torch._C._push_on_torch_function_stack(mode)


def _device() -> tuple[Any, Any]:
    """What torch 2 notes of the default device beside its mode."""
    noted, module = getattr(torch, "_GLOBAL_DEVICE_CONTEXT", None), _device_module()
    return getattr(noted, "device_context", None), getattr(module, "CURRENT_DEVICE", None)


def _set_device(device: tuple[Any, Any]) -> None:
    context, current = device
    noted, module = getattr(torch, "_GLOBAL_DEVICE_CONTEXT", None), _device_module()
    if noted is not None and hasattr(noted, "device_context"):
        noted.device_context = context
    if module is not None and hasattr(module, "CURRENT_DEVICE"):
        module.CURRENT_DEVICE = current


def _device_module() -> Any:
    return sys.modules.get("torch.utils._device")


def _cwd() -> str | None:
    with contextlib.suppress(OSError):
        return os.getcwd()
    return None
