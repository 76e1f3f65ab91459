"""One sentence for each mistake, and its line where the syntax tree leaves no doubt."""

from __future__ import annotations

import ast

from grader import locate
from grader.findings import Finding
from grader.subject import Subject

from .probes import NAME

_SENTENCES = {
    "forget-gate-missing": "The old cell state is {detail}: no gate decides how much of it stays.",
    "forget-gate-activation": "c'(c=1) - c'(c=0), the forget gate, is {detail}, not a sigmoid.",
    "input-gate-missing": "What is written into the cell is one function of x and h, not a product "
    "of a gate and a candidate.",
    "input-gate-activation": "The input gate is {detail}, not a sigmoid.",
    "candidate-activation": "The candidate is {detail}, not a tanh.",
    "gates-added": "At c = 0 the new cell state is i + g, not i * g.",
    "output-gate-missing": "h' / tanh(c') is 1 everywhere: there is no output gate.",
    "output-gate-activation": "h' divided by the tanh of the cell state, the output gate, is "
    "{detail}, not a sigmoid.",
    "output-activation": "h' is the output gate times {detail} of the cell state, not its tanh.",
    "cell-tanh-missing": "h' is the output gate times the cell state itself, without its tanh.",
    "cell-overactivated": "The new cell state itself is squashed ({detail}).",
    "old-cell-used": "h' follows the cell state that was passed in, not the new one.",
    "state-order-swapped": "The state is {detail} as (c, h), not (h, c).",
    "hidden-ignored": "The {detail} does not change with h.",
    "input-ignored": "The {detail} does not change with x.",
    "gates-share-weights": "The same weights serve {detail}.",
    "gates-coupled": "The {detail} always sum to 1.",
    "peepholes-added": "A gate changes with the cell state.",
    "units-mixed": "One entry of c changes other entries of {detail}.",
    "default-state-wrong": "{detail}",
    "return-structure-wrong": "forward should return the pair (h, c) but returns {detail}.",
    "state-detached": "Changing the old {detail} changes the result, but no gradient reaches it.",
    "state-mutated": "After the call the caller's {detail} holds other values.",
}
_KINDS = {
    "identity": "linear (no activation)",
    "other": "another function",
    "relu": "a ReLU",
    "exponential": "an exponential",
    "sigmoid": "a sigmoid",
    "tanh": "a tanh",
    "softmax": "a softmax over the units",
    "gates": "a softmax over the gates",
    "dropped": "not used",
    "unscaled": "added unscaled",
    "bounded": "it stays bounded however large c is",
    "both": "another function",
}
_PLAIN = {
    "cell-overactivated": {"tanh": "by a tanh", "sigmoid": "by a sigmoid", "relu": "by a ReLU"}
}
# How much of a step each mistake changes, as a rule; the larger comes first.
WEIGHTS = {
    "return-structure-wrong": 0.99,
    "state-order-swapped": 0.95,
    "units-mixed": 0.6,
    "peepholes-added": 0.7,
    "default-state-wrong": 0.45,
    "state-detached": 0.4,
    "state-mutated": 0.42,
    "gates-coupled": 0.65,
    "gates-share-weights": 0.6,
    "hidden-ignored": 0.3,
    "input-ignored": 0.3,
}
_IN_H = (
    "output-gate-missing",
    "output-activation",
    "cell-tanh-missing",
    "old-cell-used",
)
_IN_C = ("forget-gate-missing", "gates-added", "input-gate-missing", "cell-overactivated")


def finding(
    subject: Subject, mistake: str, detail: str = "", line: int | None = None, blocks: bool = False
) -> Finding:
    """The finding for a mistake of this drill."""
    detail = _PLAIN.get(mistake, {}).get(detail) or _KINDS.get(detail, detail)
    text = _SENTENCES[mistake].format(detail=detail or "another function")
    at = line if line is not None else _line(subject, mistake)
    return Finding(mistake, text, at, weight=WEIGHTS.get(mistake, 0.5), blocks=blocks)


def _line(subject: Subject, mistake: str) -> int | None:
    forward = subject.method(NAME, "forward")
    if forward is None:
        return None
    if mistake in _IN_H:
        return _made(forward, 0)
    if mistake in _IN_C:
        return _made(forward, 1)
    if mistake == "return-structure-wrong":
        return locate.only(_returns(forward))
    if mistake == "state-detached":
        return locate.only(locate.lines_where([forward], _cuts))
    return None


def _returns(forward: ast.AST) -> list[int]:
    return locate.lines_where([forward], lambda n: isinstance(n, ast.Return))


def _cuts(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in ("detach", "data", "no_grad", "detach_")


def _made(forward: locate.Function, place: int) -> int | None:
    """The line that computes the first or second thing that forward returns."""
    last = forward.body[-1]
    if not isinstance(last, ast.Return) or not isinstance(last.value, ast.Tuple):
        return None
    if len(_returns(forward)) != 1 or len(last.value.elts) != 2:
        return None
    value = last.value.elts[place]
    if not isinstance(value, ast.Name):
        return last.lineno
    lines = [
        node.lineno
        for node in forward.body
        if isinstance(node, (ast.Assign, ast.AugAssign))
        and any(
            isinstance(target, ast.Name) and target.id == value.id
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        )
    ]
    return lines[0] if len(lines) == 1 else None
