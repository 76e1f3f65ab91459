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
    for name in (BASIC, BOTTLENECK):
        clean: dict[object, object] = {}  # ways through the code that were found right
        for case in CASES:
            if case.name != name:
                continue
            probe = _probe(subject, case)
            if isinstance(probe, BaseException):
                found.append(common.explain(subject, probe))
                continue
            symptoms = _symptom(subject, probe)
            way, strides = probe.real.path(), probe.real.strides(case.stride)
            plain = case.stride == 1 and set(strides) == {"s"}
            if not symptoms and not case.fits and way in clean and (plain or clean[way] == strides):
                continue
            named = judge(probe)
            found += named + symptoms
            if not any(f.is_error for f in found):
                clean[way] = strides
            if probe.real.error is None:
                probes.append(probe)
    subject.memo["probes"] = probes
    return found


def _probe(subject: Subject, case: Case) -> Probe | BaseException:
    probe: Probe | BaseException = RuntimeError()
    for dtype in PRECISIONS:
        probe = start(subject, case, dtype)
        error = probe if isinstance(probe, BaseException) else probe.real.error
        if error is None or not is_dtype_error(error):
            break
    return probe


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
        if probe.accounted():
            continue
        seeds = itertools.count(3)

        def fresh(probe=probe, seeds=seeds):
            module = build(subject, probe.case, probe.dtype, next(seeds)).value
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
    """Gradients reach everything, and the input stays as it is."""
    return [f for probe in subject.memo["probes"] for f in gradients(subject, probe)]


def evaluates(subject: Subject) -> list[Finding]:
    """Norms use their running averages in evaluation mode."""
    probes = [p for p in subject.memo["probes"] if not p.case.fits] or subject.memo["probes"]
    return [f for probe in probes for f in evaluation(probe)]


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
