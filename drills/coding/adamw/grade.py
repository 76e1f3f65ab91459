"""AdamW: an object with state, driven with gradients made by hand."""

import re

import torch

from grader import procedures
from grader.numbers import randn
from grader.programs import Scenario

SHAPES: tuple[tuple[int, ...], ...] = ((3, 2), (4,), ())


def trajectory(get, setting, record, kind, idle, grads, **options):
    """``idle``: whether there is a parameter without a gradient as well."""
    params = [randn(*shape, seed=at).requires_grad_() for at, shape in enumerate(SHAPES)]
    frozen = randn(2, seed=9).requires_grad_()
    optimizer = get("AdamW")(kind([*params, frozen] if idle else [*params]), **options)
    for step, scale in enumerate(grads):
        for at, p in enumerate(params):
            p.grad = randn(*p.shape, seed=20 + 5 * step + at) * scale
        given = [p.grad.clone() for p in params]
        optimizer.step()
        record[f"step {min(step + 1, 3)}"] = [p.detach().clone() for p in params]
        kept = all(p.grad is not None and torch.equal(p.grad, g) for p, g in zip(params, given))
        record["gradients"] = "as it was" if kept else "changed"
    record["untouched"] = frozen.detach().clone()
    leaves = all(p.is_leaf and p.requires_grad for p in params)
    record["leaves"] = "a leaf that requires a gradient" if leaves else "no longer such a leaf"
    optimizer.zero_grad()
    zeroed = all(p.grad is None or not bool((p.grad != 0).any()) for p in params)
    record["zero_grad"] = "None or zero" if zeroed else "still there"


FACETS = {
    "step 1": "The list of parameters after step 1",
    "step 2": "The list of parameters after step 2",
    "step 3": "The list of parameters after the last step",
    "untouched": "A parameter without a gradient",
    "gradients": "Each gradient after the step",
    "leaves": "Each parameter after the steps",
    "zero_grad": "Each gradient after `zero_grad`",
}
OFTEN = (1.0, 0.5, 2.0, 0.0, 1.0)
TINY = tuple(1e-4 * scale for scale in OFTEN)


def scenario(id, kind=iter, idle=True, grads=OFTEN, **options):
    return Scenario(id, lambda *args: trajectory(*args, kind, idle, grads, **options), FACETS)


QUESTION = procedures.question(
    __file__,
    "AdamW",
    scenarios=(
        scenario("decay", lr=0.1, weight_decay=0.5),
        scenario("a list", list, lr=0.1, weight_decay=0.0, betas=(0.8, 0.95)),
        scenario("tiny gradients", idle=False, grads=TINY, lr=0.1, weight_decay=0.2, eps=1e-3),
        scenario("defaults"),
    ),
    prints=lambda text, shapes: re.search(r"\d", text) is not None,
    no_print="Running the file does not print the loss that it reaches.",
    notes=frozenset({"decay-after-update"}),
    forbidden=("torch.optim.AdamW", "torch.optim.Adam"),
)
STAGES = QUESTION.stages
