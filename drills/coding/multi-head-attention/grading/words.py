"""One sentence for each mistake, and its line where the syntax tree leaves no doubt."""

from __future__ import annotations

import ast
from collections.abc import Callable

from grader import locate
from grader.findings import Finding
from grader.subject import Subject

from .probes import NAME

_SENTENCES = {
    "scale-missing": "The output is that of scores which are not divided by sqrt(d_k).",
    "scale-by-d-model": "The output is that of scores divided by sqrt(d_model), not sqrt(d_k).",
    "scale-without-sqrt": "The output is that of scores divided by d_k, not by its square root.",
    "scale-multiplied": "The output is that of scores multiplied by sqrt(d_k).",
    "softmax-wrong-dim": "The weights sum to 1 over {detail}, not over the keys.",
    "heads-split-by-view": "The heads are cut out of (B, T, d_model) by a plain view to "
    "(B, H, T, d_k), so a head mixes positions.",
    "heads-merged-without-transpose": "The heads are put together by a reshape of (B, H, Tq, d_k) "
    "without the transpose, so an output position mixes positions.",
    "heads-not-split": "The output is that of one head of width d_model: num_heads has no effect.",
    "heads-averaged": "The heads are {detail}, not concatenated.",
    "heads-attend-to-heads": "The scores compare heads of one position with each other, not "
    "positions: a position never sees another.",
    "heads-share-weights": "A projection is only one head wide: all heads use the same weights.",
    "normalisation-added": "The module normalises ({detail}); that belongs to the block around it.",
    "mask-ignored": "The output with a mask is the same as without one.",
    "mask-inverted": "Positions where the mask is True are the ones left out.",
    "mask-after-softmax": "Masked weights are removed after the softmax and the rest no longer "
    "sums to 1.",
    "mask-wrong-fill": "Masked positions still get weight: their scores are not set to -inf.",
    "value-from-wrong-input": "{detail}",
    "output-projection-missing": "No learned matrix acts on the concatenated heads.",
    "residual-added": "The query is added to the output; that belongs to the block around it.",
    "dropout-in-eval": "Two calls in eval mode with the same input give different outputs.",
    "cross-attention-breaks": "{detail}",
}
_SOFTMAX = ("softmax",)
_MASKING = ("masked_fill", "masked_fill_", "where")
_CALLS = {
    "softmax-wrong-dim": _SOFTMAX,
    "mask-inverted": _MASKING,
    "mask-wrong-fill": _MASKING,
    "mask-after-softmax": _MASKING,
    "dropout-in-eval": ("dropout",),
    "normalisation-added": ("layer_norm", "LayerNorm", "RMSNorm", "rms_norm", "BatchNorm1d"),
}
_SUM = {"queries": "the queries", "heads": "the heads", "batch": "the batch"}
_JOIN = {"mean": "averaged", "sum": "summed", "projected": "averaged"}


def finding(
    subject: Subject,
    mistake: str,
    weight: float = 0.5,
    detail: str = "",
    line: int | None = None,
    flag: str = "",
) -> Finding:
    """The finding for a mistake of this drill; ``flag`` is the oracle's, with its variant."""
    variant = flag.partition(".")[2]
    detail = detail or _SUM.get(variant) or _JOIN.get(variant) or ""
    text = _SENTENCES[mistake].format(detail=detail)
    at = line if line is not None else _line(subject, mistake)
    return Finding(mistake, text, at, weight=weight)


def _line(subject: Subject, mistake: str) -> int | None:
    scopes = locate.reachable(subject.tree, [NAME])
    if mistake in _CALLS:
        return locate.only(locate.call_lines(scopes, _CALLS[mistake]))
    if mistake in _LINES:
        return _LINES[mistake](scopes)
    if mistake in ("scale-by-d-model", "scale-without-sqrt", "scale-multiplied"):
        return locate.only(locate.lines_where(scopes, _is_scaling))
    return None


def _is_scaling(node: ast.AST) -> bool:
    """A division or multiplication by something under a root, or by an attribute of self."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, (ast.Div, ast.Mult)):
        return False
    inside = ast.dump(node.right)
    return "sqrt" in inside or "'scal" in inside or isinstance(node.op, ast.Div)


_TURNS = ("transpose", "permute", "swapaxes", "movedim", "swapdims", "mT")
_RESHAPES = ("view", "reshape", "flatten")


def _split_line(scopes: list[ast.stmt]) -> int | None:
    """The first view to four sizes that is not turned afterwards in the same expression."""
    turned = _receivers(scopes)
    lines = locate.lines_where(
        scopes, lambda n: _is_reshape(n) and _sizes(n) >= 4 and n not in turned
    )
    return lines[0] if lines else None


def _merge_line(scopes: list[ast.stmt]) -> int | None:
    """The only reshape to fewer sizes of something that is not turned right there."""
    return locate.only(
        locate.lines_where(
            scopes,
            lambda n: (
                _is_reshape(n)
                and _sizes(n) < 4
                and not any(getattr(m, "attr", None) in _TURNS for m in ast.walk(n))
            ),
        )
    )


def _receivers(scopes: list[ast.stmt]) -> set[ast.AST]:
    """What is turned: `x` of `x.transpose(...)`."""
    return {
        node.value
        for scope in scopes
        for node in ast.walk(scope)
        if isinstance(node, ast.Attribute) and node.attr in _TURNS
    }


def _is_reshape(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _RESHAPES
    )


def _sizes(call: ast.AST) -> int:
    arguments = getattr(call, "args", [])
    if len(arguments) == 1 and isinstance(arguments[0], (ast.Tuple, ast.List)):
        return len(arguments[0].elts)
    return len(arguments)


def _sum_line(scopes: list[ast.stmt]) -> int | None:
    """The only addition of forward's first argument."""
    names = {
        node.args.args[1].arg
        for scope in scopes
        for node in ast.walk(scope)
        if isinstance(node, ast.FunctionDef) and node.name == "forward" and len(node.args.args) > 1
    }

    def adds(node: ast.AST) -> bool:
        if isinstance(node, ast.AugAssign):
            sides: list[ast.AST] = [node.value]
        else:
            sides = [node.left, node.right] if isinstance(node, ast.BinOp) else []
        plus = isinstance(getattr(node, "op", None), ast.Add)
        return plus and any(isinstance(side, ast.Name) and side.id in names for side in sides)

    return locate.only(locate.lines_where(scopes, adds))


_LINES: dict[str, Callable[[list[ast.stmt]], int | None]] = {
    "heads-split-by-view": _split_line,
    "heads-merged-without-transpose": _merge_line,
    "residual-added": _sum_line,
}
