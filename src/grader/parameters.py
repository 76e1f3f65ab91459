"""Parameters: which ones a computation really uses, which are not registered, which are dead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Callable

from torch import Tensor, autograd, nn
from torch import is_floating_point as _is_float
from torch import no_grad as _no_grad
from torch import zeros_like as _zeros_like

from . import locate
from .findings import Finding
from .numbers import flat, randn, randomise
from .subject import Subject


def tensors_in(value: Any) -> Iterator[Tensor]:
    """All tensors in nested tuples, lists and dicts."""
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from tensors_in(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from tensors_in(item)


def graph_leaves(output: Any) -> list[Tensor]:
    """The leaf tensors that require gradients and from which ``output`` was computed."""
    queue = [t.grad_fn for t in tensors_in(output) if t.grad_fn is not None]
    seen, leaves = set(queue), []
    while queue:
        node = queue.pop()
        variable = getattr(node, "variable", None)
        if variable is not None:
            leaves.append(variable)
        for following, _ in node.next_functions:
            if following is not None and following not in seen:
                seen.add(following)
                queue.append(following)
    return leaves


def all_weights(module: nn.Module) -> list[Tensor]:
    """Registered parameters and those that are hidden in plain attributes and containers, in the
    order of construction; plain floating tensors count too."""
    found = {id(p): p for p in module.parameters()}
    queue, seen = list(module.modules()), set()
    while queue:
        owner = queue.pop(0)
        if id(owner) in seen:
            continue
        seen.add(id(owner))
        for _, value in _plain(owner):
            for tensor in tensors_in(value):
                if tensor.is_leaf and _is_float(tensor):
                    found.setdefault(id(tensor), tensor)
            for hidden in hidden_modules(value):
                found.update((id(p), p) for p in hidden.parameters() if id(p) not in found)
                queue.append(hidden)
    return list(found.values())


def unregistered(
    subject: Subject,
    build: Callable[[], nn.Module],
    run: Callable[[nn.Module], Any],
    inputs: Iterable[Tensor] = (),
) -> list[Finding]:
    """Weights that ``.parameters()`` misses: layers in plain lists, plain tensors as weights.

    ``build`` makes a module from fresh random numbers, ``run`` calls it and returns its output.
    """
    module, other = build(), build()
    known = {id(p) for p in module.parameters()} | {id(t) for t in inputs}
    mine, theirs = _plain(module), dict(_plain(other))  # before a forward pass leaves traces
    hidden = [t for t in graph_leaves(run(module)) if id(t) not in known]
    after = dict(_plain(module))
    names = [name for name, value in mine if _holds(value, hidden)]
    if not hidden:
        # Plain tensors without requires_grad: weights differ from one construction to the next.
        names = [
            name
            for name, value in mine
            if _are_numbers(value, known)
            and not _replaced(value, after.get(name))
            and flat(list(tensors_in(value))) != flat(list(tensors_in(theirs.get(name))))
        ]
    if not hidden and not names:
        return []
    last = [name.rsplit(".", 1)[-1] for name in names]
    scopes = [node for node in subject.tree.body if not locate.is_main_guard(node)]
    lines = [line for name in last for line in locate.assign_lines(scopes, name)]
    held = f"`self.{last[0]}` holds" if last else "The module uses"
    text = f"{held} weights that .parameters() does not return, so no optimizer will train them."
    return [Finding("parameters-not-registered", text, min(lines) if lines else None)]


def _plain(module: nn.Module) -> list[tuple[str, Any]]:
    """Attributes outside the registries of a module and all its (even hidden) submodules."""
    found: list[tuple[str, Any]] = []
    for prefix, owner in module.named_modules():
        for name, value in vars(owner).items():
            if name not in _REGISTRIES:
                kept = list(value) if isinstance(value, list) else value
                found.append((f"{prefix}.{name}", kept))
    return found


_REGISTRIES = frozenset(name for name in vars(nn.Module()) if name.startswith("_"))


def hidden_modules(value: Any) -> Iterator[nn.Module]:
    """Modules in nested plain containers."""
    if isinstance(value, nn.Module):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from hidden_modules(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from hidden_modules(item)


def _are_numbers(value: Any, known: set[int]) -> bool:
    return any(_is_float(t) and t.numel() > 1 and id(t) not in known for t in tensors_in(value))


def _replaced(before: Any, after: Any) -> bool:
    """Whether a forward pass recomputes this tensor (spectral and weight normalisation do)."""
    return isinstance(before, Tensor) and after is not before


def _holds(value: Any, hidden: list[Tensor]) -> bool:
    inside = {id(t) for t in tensors_in(value)}
    inside |= {id(p) for m in hidden_modules(value) for p in m.parameters()}
    return any(id(t) in inside for t in hidden)


def dead(
    module: nn.Module, run: Callable[[nn.Module], Any], seeds: Iterable[int] = (1, 2)
) -> dict[str, Tensor]:
    """Parameters without any influence on the output, by name, judged on random values.

    Each is overwritten and the output compared bit by bit. One whose influence cancels
    analytically (a key bias under a softmax) is not dead: rounding shows its influence.
    Overwrites the parameters; ``run`` must be deterministic.
    """
    named = {name: p for name, p in module.named_parameters() if p.numel()}
    everything = list(named.values())
    for seed in seeds:
        randomise(everything, seed, 0.5)
        output = run(module)
        before = flat(list(tensors_in(output)))
        if not before:  # it raises: nothing is known of any parameter
            return {}
        live = _reached(output, named)
        named = {name: p for name, p in named.items() if name not in live}
        suspects = {}
        for index, (name, p) in enumerate(named.items()):
            kept = p.detach().clone()
            randomise([p], seed * 31 + index, 2.0)
            if flat(list(tensors_in(run(module)))) == before:
                suspects[name] = p
            p.data.copy_(kept)
        named = suspects
        if not named:
            break
    return named


def _reached(output: Any, named: dict[str, Tensor]) -> set[str]:
    """The parameters that receive a gradient from the output other than zero."""
    pulled = [
        (t * randn(*t.shape, seed=5, dtype=t.dtype)).sum()
        for t in tensors_in(output)
        if t.requires_grad and _is_float(t)
    ]
    trained = {name: p for name, p in named.items() if p.requires_grad}
    if not pulled or not trained:
        return set()
    try:
        found = autograd.grad(sum(pulled), list(trained.values()), allow_unused=True)
    except RuntimeError:  # a backward pass that fails is what other conditions are about
        return set()
    return {name for name, one in zip(trained, found) if one is not None and bool(one.any())}


def dead_parameters(
    subject: Subject, module: nn.Module, run: Callable[[nn.Module], Any]
) -> list[Finding]:
    """One finding that lists the dead parameters, if there are any. Overwrites values."""
    names = list(dead(module, run))
    if not names:
        return []
    first = names[0].split(".")[0]
    scopes = [node for node in subject.tree.body if not locate.is_main_guard(node)]
    line = locate.only(locate.assign_lines(scopes, first))
    shown = ", ".join(f"`{name}`" for name in names[:3]) + (", ..." if len(names) > 3 else "")
    verb = "has" if len(names) == 1 else "have"
    return [Finding("dead-parameter", f"{shown} {verb} no influence on the output.", line)]


def dead_entries(
    subject: Subject, module: nn.Module, run: Callable[[nn.Module], Any], least: int
) -> list[Finding]:
    """A part of a fused weight that is never used: at least ``least`` of its entries receive no
    gradient and have no influence either. Overwrites values; ``run`` must be deterministic."""
    squares = [(t * t).sum() for t in tensors_in(run(module)) if t.requires_grad]
    module.zero_grad()
    if not squares or not subject.attempt(autograd.backward, squares).ok:
        return []
    before = flat(list(tensors_in(run(module))))
    for name, p in module.named_parameters():
        silent = (p.grad if p.grad is not None else _zeros_like(p)) == 0
        if "parametrizations." in name or not least <= int(silent.sum()) < p.numel():
            continue
        with _no_grad():
            p += silent * 0.5
        if flat(list(tensors_in(run(module)))) == before:
            entries = f"{int(silent.sum())} of {p.numel()} entries of `{name}`"
            text = f"{entries} have no influence on the output."
            return [Finding("dead-parameter", text, blocks=False)]
    return []
