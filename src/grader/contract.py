"""The first stages of every drill: the file parses, and defines what the contract names."""

from __future__ import annotations

import ast
import difflib
import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Union

import torch

from . import common, locate, syntax
from .findings import Finding
from .signatures import parameters_of, parameters_of_method
from .stages import Stage
from .subject import Subject


@dataclass(frozen=True)
class Takes:
    """The arguments that a contract fixes, in order (without self)."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    check_defaults: bool = True  # False: a drill names a missing default itself


def takes(*required: str, optional: Sequence[str] = (), check_defaults: bool = True) -> Takes:
    return Takes(required, tuple(optional), check_defaults)


def takes_of(function: Any) -> Takes:
    """What a contract fixes, read from the signature of a reference."""
    parameters = [p for p in inspect.signature(function).parameters.values() if p.name != "self"]
    required = tuple(p.name for p in parameters if p.default is inspect.Parameter.empty)
    optional = tuple(p.name for p in parameters if p.default is not inspect.Parameter.empty)
    return Takes(required, optional)


@dataclass(frozen=True)
class ModuleClass:
    """``class name(nn.Module)`` with its constructor and forward."""

    name: str
    init: Takes
    forward: Takes

    @property
    def methods(self) -> Mapping[str, Takes]:
        return {"__init__": self.init, "forward": self.forward}


@dataclass(frozen=True)
class Function:
    """``def name(...)`` at the top level."""

    name: str
    arguments: Takes


@dataclass(frozen=True)
class PlainClass:
    """``class name`` with the methods that are called; its bases are free."""

    name: str
    methods: Mapping[str, Takes]


Item = Union[ModuleClass, Function, PlainClass]


def parses() -> Stage:
    return Stage("parses", "The file is valid Python", _parses)


def _parses(subject: Subject) -> Iterator[Finding]:
    source = subject.source
    if source.error is not None:
        text, line = syntax.explain(source.text, source.error)
        yield Finding("syntax-error", text, line)


def defines(*items: Item, forbidden: Sequence[str] = ()) -> Stage:
    """Everything the contract names exists, is written, takes the contract's arguments and does
    not use a ``forbidden`` builtin, given as full dotted names (``torch.nn.LSTMCell``)."""

    def check(subject: Subject) -> list[Finding]:
        loaded = subject.attempt(subject.load)
        if loaded.error is not None:
            # The package of a forbidden built-in need not be installed.
            named = _forbidden(subject, [item.name for item in items], forbidden)
            return [*named, common.explain(subject, loaded.error)]
        found: list[Finding] = []
        for item in items:
            found += _item(subject, item, forbidden)
        if not any(f.mistake == "uses-builtin" for f in found):
            found += _forbidden(subject, [item.name for item in items], forbidden)
        return found

    return Stage("defines", "Everything that the contract names is there", check)


def _item(subject: Subject, item: Item, forbidden: Sequence[str]) -> Iterator[Finding]:
    value = getattr(subject.module, item.name, None)
    kind = "function" if isinstance(item, Function) else "class"
    node = subject.scope(item.name)
    if value is None:
        yield Finding("missing-definition", _absent(subject, kind, item.name))
        return
    if node is None and any(_resolve(name) is value for name in forbidden):
        yield Finding("uses-builtin", f"{item.name} is the built-in itself.")
        return
    line = node.lineno if node is not None else None
    if isinstance(item, Function):
        if not callable(value) or isinstance(value, type):
            yield Finding("missing-definition", f"{item.name} is not a function.", line)
            return
        yield from _callable(item.name, parameters_of(value), item.arguments, node)
        return
    base, kind = (
        (torch.nn.Module, "class derived from nn.Module")
        if isinstance(item, ModuleClass)
        else (object, "class")
    )
    if not (isinstance(value, type) and issubclass(value, base)):
        yield Finding("missing-definition", f"{item.name} is not a {kind}.", line)
        return
    yield from _methods(subject, value, base, item)


def _methods(
    subject: Subject, value: type, base: type, item: ModuleClass | PlainClass
) -> Iterator[Finding]:
    """Whether the class has every method that the contract names, and not only that of ``base``."""
    node = subject.scope(item.name)
    line = node.lineno if node is not None else None
    for name, arguments in item.methods.items():
        function = getattr(value, name, None)
        if function is getattr(base, name, None):
            if locate.assign_lines([node], name):  # the constructor may set it
                continue
            text = f"{item.name} has no {name} of its own."
            yield Finding("missing-definition", text, line)
            continue
        written = locate.method(subject.tree, item.name, name)
        readings = parameters_of_method(value, name)
        yield from _callable(f"{item.name}.{name}", readings, arguments, written)


def _callable(
    label: str,
    readings: list[Sequence[inspect.Parameter]],
    arguments: Takes,
    node: ast.AST | None,
) -> Iterator[Finding]:
    line = getattr(node, "lineno", None)
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and locate.is_stub(node):
        at = locate.stub_line(node)
        yield Finding("not-implemented", f"{label} has no code yet.", at)
        return
    if readings and not any(_fits(parameters, arguments) for parameters in readings):
        wanted = [*arguments.required, *(f"{name}=..." for name in arguments.optional)]
        expected, actual = f"({', '.join(wanted)})", common.signature_text(readings[0])
        text = f"{label} takes {actual}, but the contract asks for {expected}."
        yield Finding("missing-definition", text, line, expected, actual)


def _fits(parameters: Sequence[inspect.Parameter], arguments: Takes) -> bool:
    signature = inspect.Signature(parameters)
    everything = (*arguments.required, *arguments.optional)
    calls = [everything] + ([arguments.required] if arguments.check_defaults else [])
    return all(_binds(signature, names) for names in calls)


def _binds(signature: inspect.Signature, names: Sequence[str]) -> bool:
    """By position (where a name of the contract's may not stand elsewhere), or by keyword."""
    try:
        bound = signature.bind(*names).arguments
    except TypeError:
        return _binds_by_name(signature, names)
    values = {k: v for k, v in bound.items() if isinstance(v, str)}
    return all(value == key for key, value in values.items() if key in names)


def _binds_by_name(signature: inspect.Signature, names: Sequence[str]) -> bool:
    try:
        signature.bind(**{name: None for name in names})
    except TypeError:
        return False
    order = [name for name in signature.parameters if name in names]
    return order == list(names)


def _absent(subject: Subject, kind: str, name: str) -> str:
    defined = [n.name for n in subject.tree.body if isinstance(n, (ast.ClassDef, ast.FunctionDef))]
    near = difflib.get_close_matches(name, defined, 1, 0.6)
    text = f"The file defines no {kind} {name}"
    return f"{text}, but it defines {near[0]}." if near else f"{text}."


def _forbidden(subject: Subject, roots: list[str], names: Sequence[str]) -> list[Finding]:
    """Mentions of a built-in in what the contract's definitions use (a demo may compare)."""
    # A name that is nowhere in the text is not mentioned, and most programs mention none.
    names = [name for name in names if name.rpartition(".")[2] in subject.source.text]
    if not names:
        return []
    imports = locate.imports(subject.tree)
    scopes = [s for s in locate.reachable(subject.tree, roots) if not locate.is_main_guard(s)]
    for root in roots:
        if imports.get(root) in names and subject.scope(root) is None:
            text = f"{root} is the built-in {imports[root]}, but the drill asks you to build it."
            return [Finding("uses-builtin", text, weight=1e6)]
    mentioned: dict[str, list[int]] = {}
    for scope in scopes:
        for node in ast.walk(scope):
            if isinstance(node, (ast.Name, ast.Attribute)):
                mentioned.setdefault(locate.dotted(node, imports) or "", []).append(node.lineno)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                # Whatever it is called on: as torch.Tensor's method it would be the built-in.
                method = f"torch.Tensor.{node.func.attr}"
                if not _is_own(node.func.value, imports):
                    mentioned.setdefault(method, []).append(node.lineno)
    for name in names:
        spellings = {name, name.replace("torch.nn.", "nn.", 1)}
        lines = sorted(line for spelling in spellings for line in mentioned.get(spelling, ()))
        if lines:
            short = name.replace("torch.nn.functional.", "F.").replace("torch.nn.", "nn.")
            where = f"{short} is used on line {lines[0]}"
            text = f"{where}, but the drill asks you to build it from scratch."
            # Inside a whole built-in module there is nothing of the candidate's left to judge.
            whole = isinstance(_resolve(name), type)
            return [Finding("uses-builtin", text, lines[0], weight=1e6, blocks=whole)]
    return []


def _is_own(owner: ast.AST, imports: dict[str, str]) -> bool:
    """Whether a method is called on ``self``, ``super()`` or a module rather than on a tensor."""
    if isinstance(owner, ast.Call):
        return isinstance(owner.func, ast.Name) and owner.func.id == "super"
    name = locate.dotted(owner) or ""
    return name.split(".")[0] in ("self", "cls", *imports) and "(" not in name


def _resolve(name: str) -> Any:
    value: Any = torch
    for part in name.split(".")[1:]:
        value = getattr(value, part, None)
    return value
