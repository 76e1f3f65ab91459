"""Clipping by the global norm: what is returned, and what becomes of gradients and weights."""

import re

import torch

from grader import procedures
from grader.numbers import randn
from grader.programs import Scenario

SHAPES = ((3, 2), (4,), ())  # the total norm of their gradients is 8.2
FACETS = {
    "norm": "The returned norm",
    "gradients": "The list of gradients",
    "object": "Each gradient after the call",
    "weights": "The list of weights",
}


def plain(value):
    """A number as a float, whether it comes as a tensor or not."""
    if isinstance(value, (int, float)) or (isinstance(value, torch.Tensor) and value.numel() == 1):
        return float(value)
    return None if value is None else f"an object of type {type(value).__name__}"


def parameters(shapes, scale, dtype):
    for at, shape in enumerate(shapes):
        p = randn(*shape, seed=at, dtype=dtype).requires_grad_()
        p.grad = randn(*shape, seed=40 + at, dtype=dtype) * (scale * (at + 1))
        yield p


def clip(get, setting, record, limit=2.0, scale=1.5, kind=iter, shapes=SHAPES, idle=False):
    """``idle``: whether there is a parameter without a gradient as well."""
    clipped = list(parameters(shapes, scale, setting.dtype))
    given = [p.grad for p in clipped]
    before = [p.detach().clone() for p in clipped]
    frozen = [randn(2, seed=9, dtype=setting.dtype).requires_grad_()] if idle else []
    try:
        record["norm"] = plain(get("clip_grad_norm")(kind([*frozen, *clipped]), limit))
    finally:
        record["gradients"] = [None if p.grad is None else p.grad.clone() for p in clipped]
        same = all(p.grad is old for p, old in zip(clipped, given))
        record["object"] = "the tensor that it was" if same else "another tensor"
        kept = all(torch.equal(p.detach(), old) for p, old in zip(clipped, before))
        record["weights"] = "as it was" if kept else "changed"


def strided(get, setting, record):
    """A gradient whose entries do not stand side by side."""
    p = randn(4, 3, seed=1, dtype=setting.dtype).requires_grad_()
    p.grad = randn(3, 4, seed=2, dtype=setting.dtype).t()
    record["norm"] = plain(get("clip_grad_norm")([p], 1.0))
    record["gradients"] = p.grad.clone()


def nothing(get, setting, record):
    """No parameter has a gradient."""
    record["norm"] = plain(get("clip_grad_norm")([torch.ones(2, requires_grad=True)], 1.0))


def half(get, setting, record):
    """In bfloat16, which keeps two to three digits."""
    p, q = parameters(((6, 5), (20,)), 1.0, torch.bfloat16)
    right = torch.cat([p.grad.double().flatten(), q.grad.double()]).norm().item()
    found = plain(get("clip_grad_norm")([p, q], 3.0))
    after = torch.cat([p.grad.double().flatten(), q.grad.double()]).norm().item()
    record["norm"] = near(found, {"right": right, "the limit": 3.0, "the square": right**2})
    record["gradients"] = near(after, {"right": 3.0, "as it was": right, "too small": 3 / right})


def near(found, known):
    """What a number is to within 5%."""
    if not isinstance(found, float):
        return found
    return next((name for name, one in known.items() if abs(found / one - 1) < 0.05), "another one")


def scenario(where, run, facets=("norm", "gradients"), **options):
    def look(get, setting, record):
        run(get, setting, record, **options)

    return Scenario(where, look, {facet: f"{FACETS[facet]} {where}" for facet in facets})


QUESTION = procedures.question(
    __file__,
    "clip_grad_norm",
    scenarios=(
        scenario("for a list of parameters", clip, tuple(FACETS), kind=list),
        scenario("for a generator", clip),
        scenario("for a single parameter", clip, shapes=SHAPES[:1], kind=list),
        scenario("for gradients below the limit", clip, limit=20.0, kind=list),
        scenario("for gradients in the thousands", clip, scale=4e3, limit=0.5, kind=list),
        scenario("where a parameter has no gradient", clip, idle=True, kind=list),
        scenario("for gradients of zero", clip, scale=0.0, kind=list),
        scenario("where no parameter has a gradient", nothing, ("norm",)),
        scenario("for a gradient that is not contiguous", strided),
        scenario("in bfloat16", half),
    ),
    titles={"values": "The gradients are shortened together, and their norm is returned"},
    notes=frozenset({"grad-replaced"}),
    prints=lambda text, shapes: re.search(r"\d|nan|None", text) is not None,
    no_print="Running the file does not print a norm.",
    forbidden=(
        *(f"torch.nn.utils.{name}" for name in ("clip_grad_norm_", "clip_grad_norm")),
        *(f"torch.nn.utils.{name}" for name in ("clip_grad_value_", "get_total_norm")),
        *(f"torch.nn.utils.{name}" for name in ("clip_grads_with_norm_", "parameters_to_vector")),
        *(f"torch.nn.utils.clip_grad.{name}" for name in ("clip_grad_norm_", "clip_grad_norm")),
    ),
)
STAGES = QUESTION.stages
