"""The sentences and lines of this drill's mistakes."""

from __future__ import annotations

import ast

from grader import locate
from grader.findings import Finding
from grader.subject import Subject

from .evidence import DISCRIMINATOR, GENERATOR
from .told import Told

_SENTENCES = {
    "detach-missing": "In the discriminator step, backward runs into the generator's weights.",
    "generator-grads-cleared": "Gradients that the generator had before the discriminator step "
    "are gone after it.",
    "generator-step-detached": "In the generator step no gradient reaches the generator.",
    "labels-swapped": "Real samples are trained towards 0 and generated ones towards 1.",
    "real-term-missing": "No gradient comes from the real samples.",
    "fake-term-missing": "No gradient comes from the generated samples.",
    "fakes-labelled-real": "The discriminator step trains generated samples towards 1.",
    "generator-loss-saturating": "The gradient at the logit of a generated sample is -D(G(z)), "
    "not D(G(z)) - 1.",
    "generator-labels-wrong": "The generator step pushes D(G(z)) towards 0.",
    "double-sigmoid": "The loss behaves like a sigmoid of a sigmoid.",
    "logits-without-sigmoid": "The discriminator's logits are used as if they were probabilities.",
    "discriminator-zero-grad-missing": "Gradients that stood in the discriminator before its step "
    "take part in its update.",
    "generator-zero-grad-missing": "Gradients that stood in the generator before its step take "
    "part in its update.",
}
# How much of a failure each explains; what is not listed weighs 0.5.
_WEIGHTS = {
    "batch-size-hard-coded": 0.95,
    "labels-swapped": 0.9,
    "double-sigmoid": 0.85,
    "logits-without-sigmoid": 0.85,
    "real-term-missing": 0.8,
    "fake-term-missing": 0.8,
    "generator-step-detached": 0.8,
    "detach-missing": 0.6,
    "loss-tensor-returned": 0.2,
}
_DRAWS = ("randn", "rand", "randn_like", "rand_like", "normal", "normal_", "uniform_", "zeros",
          "ones", "new_zeros", "new_ones", "full", "repeat", "expand")  # fmt: skip


def finding(subject: Subject, told: Told, step: str = "") -> Finding:
    """The finding for what a judge said about ``step``."""
    if told.mistake is None:
        return Finding(None, told.text)
    text = told.text or _SENTENCES[told.mistake]
    line = _line(subject, told.mistake, step)
    return Finding(told.mistake, text, line, weight=_WEIGHTS.get(told.mistake, 0.5))


def _line(subject: Subject, mistake: str, step: str) -> int | None:
    """The line, where the syntax leaves only one possibility."""
    scope = subject.scope(step)
    if scope is None:
        return None
    around = [s for s in locate.reachable(subject.tree, [step]) if not _is_network(s)]
    if mistake in (
        "step-missing",
        "discriminator-zero-grad-missing",
        "generator-zero-grad-missing",
    ):
        name = "step" if mistake == "step-missing" else "zero_grad"
        return locate.only(locate.lines_where(around, lambda n: _uncalled(n, name)))
    if mistake == "generator-step-detached":
        return locate.only(locate.lines_where(around, _cuts))
    if mistake == "latent-not-sampled":
        return locate.only(locate.call_lines(around, _DRAWS))
    if mistake == "detach-missing":
        return locate.only(locate.lines_where([scope], lambda n: _calls_argument(n, scope, 0)))
    if mistake == "loss-tensor-returned":
        return locate.only(locate.lines_where([scope], lambda n: isinstance(n, ast.Return)))
    if mistake == "generator-grads-cleared":
        return locate.only(locate.lines_where([scope], lambda n: _zeroes(n, scope)))
    return None


def _is_network(node: ast.stmt) -> bool:
    return isinstance(node, ast.ClassDef)


def _uncalled(node: ast.AST, name: str) -> bool:
    """``optimizer.step`` as a statement of its own."""
    value = node.value if isinstance(node, ast.Expr) else None
    return isinstance(value, ast.Attribute) and value.attr == name


def _cuts(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in ("detach", "detach_", "data", "no_grad")


def _argument(scope: ast.stmt, index: int) -> str:
    arguments = scope.args.args if isinstance(scope, ast.FunctionDef) else []
    return arguments[index].arg if len(arguments) > index else ""


def _calls_argument(node: ast.AST, scope: ast.stmt, index: int) -> bool:
    """A call of the function's own argument, such as ``generator(z)``."""
    function = node.func if isinstance(node, ast.Call) else None
    return isinstance(function, ast.Name) and function.id == _argument(scope, index)


def _zeroes(node: ast.AST, scope: ast.stmt) -> bool:
    function = node.func if isinstance(node, ast.Call) else None
    return (
        isinstance(function, ast.Attribute)
        and function.attr == "zero_grad"
        and isinstance(function.value, ast.Name)
        and function.value.id == _argument(scope, 0)
    )


__all__ = ["DISCRIMINATOR", "GENERATOR", "finding"]
