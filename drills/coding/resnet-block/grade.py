"""ResNet blocks: what stands between the convolutions is probed with values of our choice."""

from __future__ import annotations

import itertools

from torch import Tensor

from grader import common, contract, demo, parameters
from grader.contract import ModuleClass, takes
from grader.findings import Finding
from grader.numbers import is_dtype_error, precision
from grader.stages import Stage
from grader.subject import Subject

from .grading.cases import BASIC, BOTTLENECK, CASES, Case, Probe, build, start
from .grading.flow import evaluation, gradients
from .grading.judge import judge
from .grading.trace import PRECISIONS

_HOME = "torchvision.models.resnet"
FORBIDDEN = (
    f"{_HOME}.{BASIC}",
    f"{_HOME}.{BOTTLENECK}",
    *(
        f"{home}.resnet{depth}"
        for depth in (18, 34, 50, 101, 152)
        for home in ("torchvision.models", _HOME)
    ),
)
_SHAPES = ("parses", "defines")


def blocks(subject: Subject) -> list[Finding]:
    """Builds and runs every case, and names what its structure shows."""
    found: list[Finding] = []
    probes: list[Probe] = []
    for case in CASES:
        probe: Probe | BaseException = RuntimeError()
        for dtype in PRECISIONS:
            probe = start(subject, case, dtype)
            error = probe if isinstance(probe, BaseException) else probe.real.error
            if error is None or not is_dtype_error(error):
                break
        if isinstance(probe, BaseException):
            found.append(common.explain(subject, probe))
            continue
        named = judge(probe)
        found += named
        found += _symptom(subject, probe)
        if probe.real.error is None:
            probes.append(probe)
    subject.memo["probes"] = probes
    return found


def _symptom(subject: Subject, probe: Probe) -> list[Finding]:
    if probe.real.error is not None:
        return [common.explain(subject, probe.real.error, blocks=False)]
    output = probe.real.output
    if not isinstance(output, Tensor) or tuple(output.shape) != probe.case.shape:
        what = f"The output of {probe.case.text()}"
        return [common.wrong_shape(subject, output, probe.case.shape, what)]
    return []


def weights(subject: Subject) -> list[Finding]:
    """Every weight is registered, and every parameter has an influence."""
    found: list[Finding] = []
    for probe in subject.memo["probes"]:
        case: Case = probe.case
        if case not in (CASES[0], CASES[3], CASES[4], CASES[7]):
            continue
        seeds = itertools.count(3)

        def fresh(probe=probe, case=case, seeds=seeds):
            module = build(subject, case, probe.dtype, next(seeds)).value
            with precision(probe.dtype):
                module(probe.x.clone())  # lazy layers take shape
            return module

        def run(module, probe=probe):
            module.eval()
            with precision(probe.dtype):
                return module(probe.x.clone())

        found += parameters.unregistered(subject, fresh, run)
        found += parameters.dead_parameters(subject, fresh(), run)
    return found


def flows(subject: Subject) -> list[Finding]:
    return [f for probe in subject.memo["probes"] for f in gradients(subject, probe)]


def evaluates(subject: Subject) -> list[Finding]:
    return [f for probe in subject.memo["probes"] for f in evaluation(probe)]


_BEFORE = ("parses", "defines", "blocks")

STAGES = (
    contract.parses(),
    contract.defines(
        ModuleClass(BASIC, takes("in_channels", "out_channels", optional=("stride",)), takes("x")),
        ModuleClass(BOTTLENECK, takes("in_channels", "channels", optional=("stride",)), takes("x")),
        forbidden=FORBIDDEN,
    ),
    demo.runs(),
    Stage("blocks", "Both blocks are built as the contract says", blocks, needs=_SHAPES),
    Stage("gradients", "Gradients flow and the input stays as it is", flows, needs=_BEFORE),
    Stage("eval", "In evaluation mode batch norm uses running averages", evaluates, needs=_BEFORE),
    Stage("weights", "All weights are registered and used", weights, needs=_BEFORE),
)
