"""Multi-head attention: the candidate's own weights in a reference, with bugs as hypotheses."""

from __future__ import annotations

import inspect
import itertools

from torch import Tensor

from grader import common, contract, demo, parameters
from grader.contract import ModuleClass, takes
from grader.findings import Finding
from grader.numbers import is_dtype_error
from grader.stages import Stage
from grader.subject import Subject

from .grading.masked import cross, mask
from .grading.probes import BATCH, D_MODEL, NAME, T_QUERY, Probe, build, first, inputs
from .grading.reference import PRECISIONS
from .grading.roles import expose_plain_tensors
from .grading.values import differ, same, values
from .grading.words import finding

FORBIDDEN = (
    "torch.nn.MultiheadAttention",
    "torch.nn.functional.multi_head_attention_forward",
    "torch.nn.functional.scaled_dot_product_attention",
)


def shape(subject: Subject) -> list[Finding]:
    """Builds the module and calls it on three distinct tensors of equal length."""
    error: BaseException | None = None
    for dtype in PRECISIONS:
        built = build(subject, dtype)
        error = built.error
        if error is None:
            probe = Probe(subject, dtype, built.value)
            arguments = inputs(dtype, T_QUERY, T_QUERY)
            called = probe.call(arguments)
            error = called.error
            if error is None:
                break
        if not is_dtype_error(error):
            break
    if error is not None:
        return [common.explain(subject, error)]
    subject.memo["probe"] = probe
    expose_plain_tensors(probe)
    again = probe.call(arguments, seed=8)
    subject.memo["noisy"] = probe.still = differ(called.value, again.value)
    if probe.still:  # from here on dropout is off, so that the rest can be judged
        one, two = probe.call(arguments), probe.call(arguments, seed=8)
        subject.memo["unsteady"] = differ(one.value, two.value)
    out, wanted = first(called.value), (BATCH, T_QUERY, D_MODEL)
    if isinstance(out, Tensor) and tuple(out.shape) == wanted:
        return []
    named = values(subject) if isinstance(out, Tensor) else []
    if any(f.mistake for f in named):
        return named
    return [common.wrong_shape(subject, out, wanted, "The output")]


def repeatable(subject: Subject) -> list[Finding]:
    """Two calls in eval mode agree, also with dropout asked for in the constructor."""
    if subject.memo.get("noisy"):
        return [finding(subject, "dropout-in-eval", 0.2)]
    probe: Probe = subject.memo["probe"]
    accepted = inspect.signature(subject.get(NAME).__init__).parameters
    for name, parameter in accepted.items():
        if "drop" in name and isinstance(parameter.default, (int, float)):
            built = build(subject, probe.dtype, more={name: 0.5})
            if not built.ok:
                continue
            other = Probe(subject, probe.dtype, built.value)
            arguments = inputs(probe.dtype, T_QUERY, T_QUERY)
            one, two = other.output(arguments), other.call(arguments, seed=8)
            out = first(two.value)
            if isinstance(out, Tensor) and one.ok and not same(one.value, out):
                return [finding(subject, "dropout-in-eval", 0.2)]
    return []


def weights(subject: Subject) -> list[Finding]:
    """Every weight is registered, and every parameter has an influence."""
    probe: Probe = subject.memo["probe"]
    arguments = inputs(probe.dtype, T_QUERY, T_QUERY)

    def run(module) -> object:
        own = Probe(subject, probe.dtype, module, still=True)
        return own.output(arguments).value

    seeds = itertools.count(3)

    def fresh():
        return build(subject, probe.dtype, seed=next(seeds)).value

    found = parameters.unregistered(subject, fresh, run)
    if subject.memo.get("unsteady"):
        return found
    return found + parameters.dead_parameters(subject, fresh(), run)


_BEFORE = ("parses", "defines", "shape")

STAGES = (
    contract.parses(),
    contract.defines(
        ModuleClass(
            NAME,
            init=takes("d_model", "num_heads"),
            forward=takes("query", "key", "value", optional=("mask",)),
        ),
        forbidden=FORBIDDEN,
    ),
    demo.runs(),
    Stage("shape", "The output has shape (B, Tq, d_model)", shape),
    Stage("values", "Without a mask it is multi-head attention", values, needs=_BEFORE),
    Stage("mask", "The mask lets through what is True and nothing else", mask, needs=_BEFORE),
    Stage("cross", "Query and key may differ in length", cross, needs=_BEFORE),
    Stage("eval", "Two calls in eval mode agree", repeatable, needs=_BEFORE),
    Stage("weights", "All weights are registered and used", weights, needs=_BEFORE),
)
