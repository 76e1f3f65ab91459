"""RMSNorm: the bug that makes our reference agree with the candidate's output is the mistake."""

from __future__ import annotations

import torch

from grader import common, contract, demo, oracle, parameters
from grader.contract import ModuleClass, takes
from grader.findings import Finding
from grader.numbers import precision, randn, randomise
from grader.stages import Stage
from grader.subject import Subject

SIZE = 5
EPS = 1e-6

# What the reference can do wrong, and what fills the sentence of it in drill.yaml.
BUGS = ("mean-subtracted", "root-missing", "wrong-dimension.all", "wrong-dimension.first")
OVER = {
    "wrong-dimension.all": "the whole tensor",
    "wrong-dimension.first": "the first dimension",
}


def shape(subject: Subject) -> list[Finding]:
    """The output has the shape of the input; remembers input, weight and output."""
    with precision(torch.float64):
        built = subject.attempt(subject.get("RMSNorm"), SIZE)
        if built.error is not None:
            return [common.explain(subject, built.error)]
        norm = built.value
        # Ones would hide a weight that is not used.
        weights = list(norm.parameters())
        randomise(weights, seed=2)
        x = randn(2, 3, SIZE, seed=1)
        out = subject.attempt(norm, x)
        zeros = subject.attempt(norm, torch.zeros(2, SIZE))
    if out.error is not None:
        return [common.explain(subject, out.error)]
    if not isinstance(out.value, torch.Tensor) or out.value.shape != x.shape:
        return [common.wrong_shape(subject, out.value, x.shape, "The output")]
    subject.memo["seen"] = (x, weights, out.value, zeros.value)
    return []


def values(subject: Subject) -> list[Finding]:
    """The output is x divided by its root mean square, times the weight."""
    x, weights, actual, zeros = subject.memo["seen"]
    found = []
    if not weights:
        found.append(Finding("weight-missing"))
    elif sum(one.numel() for one in weights) != SIZE:
        shapes = ", ".join(str(tuple(one.shape)) for one in weights)
        return [Finding(None, f"One weight of {SIZE} entries is asked for, but there is {shapes}.")]
    weight = weights[0].detach().reshape(SIZE) if weights else torch.ones(SIZE)

    def reference(bugs: oracle.Flags) -> torch.Tensor:
        centred = x - x.mean(-1, keepdim=True) if "mean-subtracted" in bugs else x
        square = centred.pow(2)
        if "wrong-dimension.all" in bugs:
            mean = square.mean()
        else:
            mean = square.mean(0 if "wrong-dimension.first" in bugs else -1, keepdim=True)
        root = mean + EPS if "root-missing" in bugs else (mean + EPS).sqrt()
        return centred / root * weight

    match = oracle.explain(actual, reference, BUGS)
    if match is None:
        if isinstance(zeros, torch.Tensor) and bool(zeros.isnan().any()):
            return [*found, Finding("epsilon-missing")]
        return [*found, Finding(None, "The output is not x / sqrt(mean(x^2) + eps) * weight.")]
    for bug in match.bugs:
        found.append(Finding(oracle.mistake_of(bug), detail={"over": OVER.get(bug)}))
    return found


def learned(subject: Subject) -> list[Finding]:
    """Every weight is registered, and every parameter has an influence."""

    def build() -> torch.nn.Module:
        with precision(torch.float64):
            return subject.get("RMSNorm")(SIZE)

    def run(norm: torch.nn.Module) -> object:
        return norm(randn(2, SIZE, seed=3, dtype=torch.float64))

    found = parameters.unregistered(subject, build, run)
    return found or parameters.dead_parameters(subject, build(), run)


STAGES = (
    contract.parses(),
    contract.defines(
        ModuleClass("RMSNorm", init=takes("size", optional=("eps",)), forward=takes("x")),
        forbidden=("torch.nn.RMSNorm", "torch.nn.LayerNorm", "torch.nn.functional.rms_norm"),
    ),
    demo.runs(),
    Stage("shape", "The output has the shape of the input", shape),
    Stage("values", "The output is normalised and scaled", values),
    Stage("learned", "The weight is learned", learned, needs=("parses", "defines", "shape")),
)
