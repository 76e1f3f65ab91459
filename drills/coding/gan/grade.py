"""GAN: the steps on spy networks that read every gradient, then on the candidate's own."""

from __future__ import annotations

from grader import common, contract, demo
from grader.contract import Function, ModuleClass, takes
from grader.findings import Finding
from grader.stages import Stage
from grader.subject import Subject

from .grading import networks
from .grading.evidence import DISCRIMINATOR, GENERATOR
from .grading.spies import Kind
from .grading.steps import Judged, Steps
from .grading.together import together
from .grading.words import finding


def _steps(subject: Subject) -> Steps:
    """The judge of both steps; where the discriminator's output is unknown, the milder one."""
    if "steps" not in subject.memo:
        kind: Kind | None = subject.memo.get("kind")
        kinds = [kind] if kind is not None else [Kind(), Kind(probability=True)]
        tried = [Steps(subject, each) for each in kinds]
        subject.memo["steps"] = min(tried, key=_failures)
    return subject.memo["steps"]


def _failures(steps: Steps) -> int:
    judged = [steps.judge(name) for name in (DISCRIMINATOR, GENERATOR)]
    return sum(len(j.told) + (j.error is not None) for j in judged)


def _step(subject: Subject, name: str) -> list[Finding]:
    judged: Judged = _steps(subject).judge(name)
    found = [finding(subject, told, name) for told in judged.told]
    if judged.error is not None:
        found.append(common.explain(subject, judged.error))
    return found


def discriminator(subject: Subject) -> list[Finding]:
    """The discriminator step."""
    return _step(subject, DISCRIMINATOR)


def generator(subject: Subject) -> list[Finding]:
    """The generator step."""
    return _step(subject, GENERATOR)


_BEFORE = ("parses", "defines")

STAGES = (
    contract.parses(),
    contract.defines(
        ModuleClass("Generator", init=takes("latent_dim", "data_dim"), forward=takes("z")),
        ModuleClass("Discriminator", init=takes("data_dim"), forward=takes("x")),
        Function(
            DISCRIMINATOR, takes("generator", "discriminator", "real", "optimizer", "latent_dim")
        ),
        Function(
            GENERATOR, takes("generator", "discriminator", "optimizer", "batch_size", "latent_dim")
        ),
    ),
    demo.runs(),
    Stage("networks", "Generator and discriminator have the shapes asked for", networks.shapes),
    Stage(
        "discriminator",
        "The discriminator step trains the discriminator and nothing else",
        discriminator,
        needs=_BEFORE,
    ),
    Stage(
        "generator",
        "The generator step trains the generator and nothing else",
        generator,
        needs=_BEFORE,
    ),
    Stage("together", "Steps and networks work together", together),
    Stage(
        "weights",
        "All weights are registered and used",
        networks.weights,
        needs=(*_BEFORE, "networks"),
    ),
)
