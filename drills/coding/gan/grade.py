"""GAN: the steps on spy networks that read every gradient, then on the candidate's own."""

from __future__ import annotations

from functools import partial

from grader import common, contract, demo
from grader.contract import Function, ModuleClass, takes
from grader.findings import Finding
from grader.stages import Stage
from grader.subject import Subject

from .grading import networks, own
from .grading.harness import DISCRIMINATOR, GENERATOR
from .grading.naming import located
from .grading.spies import Kind
from .grading.steps import Steps


def _steps(subject: Subject) -> Steps:
    """The judge of both steps; where the discriminator's output is unknown, the milder one."""
    kind = subject.once(networks.examine).kind
    kinds = [Kind(), Kind(probability=True)] if kind is None else [kind]
    tried = [Steps(subject, each) for each in kinds]
    return min(tried, key=Steps.failures) if kind is None else tried[0]


def step(subject: Subject, name: str) -> list[Finding]:
    """One of the two steps, on spies."""
    judged = subject.once(_steps).judge(name)
    found = [located(subject, finding, name) for finding in judged.found]
    if judged.error is not None:
        found.append(common.explain(subject, judged.error))
    return found


def shapes(subject: Subject) -> list[Finding]:
    """Both networks on a batch."""
    return list(subject.once(networks.examine).found)


def together(subject: Subject) -> list[Finding]:
    """Both steps on the candidate's networks."""
    steps = subject.once(_steps)
    return own.together(subject, steps.dtype, steps.unseen)


def weights(subject: Subject) -> list[Finding]:
    """The weights of both networks."""
    return networks.weights(subject, subject.once(networks.examine).dtype)


_BEFORE = ("parses", "defines")
_ITEMS = (
    ModuleClass("Generator", init=takes("latent_dim", "data_dim"), forward=takes("z")),
    ModuleClass("Discriminator", init=takes("data_dim"), forward=takes("x")),
    Function(DISCRIMINATOR, takes("generator", "discriminator", "real", "optimizer", "latent_dim")),
    Function(
        GENERATOR, takes("generator", "discriminator", "optimizer", "batch_size", "latent_dim")
    ),
)
_TITLE = "The {0} step trains the {0} and nothing else"

STAGES = (
    contract.parses(),
    contract.defines(*_ITEMS),
    demo.runs(),
    Stage("networks", "Generator and discriminator have the shapes asked for", shapes),
    *(
        Stage(which, _TITLE.format(which), partial(step, name=name), needs=_BEFORE)
        for which, name in (("discriminator", DISCRIMINATOR), ("generator", GENERATOR))
    ),
    Stage("together", "Steps and networks work together", together),
    Stage("weights", "All weights are registered and used", weights, needs=(*_BEFORE, "networks")),
)
