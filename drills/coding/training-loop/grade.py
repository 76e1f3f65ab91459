"""Training loop: one run on spies, whose facets are explained part by part."""

import re

from grader import procedures
from grader.programs import Scenario

from .grading.facets import FACETS, watch

_NUMBER = re.compile(r"\d\.\d|\d\.?e-?\d|\bnan\b|\binf\b", re.IGNORECASE)


def prints_numbers(text, shapes):
    return len(_NUMBER.findall(text)) >= 2


TITLES = {
    "updates": "Each batch has one step, with its own clipped gradient",
    "training": "Training uses every batch once, in train mode",
    "validation": "Validation uses every batch, in eval mode, and changes nothing",
    "schedule": "The scheduler steps once after each epoch",
    "history": "The history holds the mean loss of each epoch",
}
QUESTION = procedures.question(
    __file__,
    "train",
    scenarios=tuple(
        Scenario("run", watch, facets, part if part in TITLES else "history", part)
        for part, facets in FACETS.items()
    ),
    titles=TITLES,
    prints=prints_numbers,
    no_print="Running the file does not print the history that it got.",
    off={"float32": "The dtype is that of the model, which train is given."},
)
STAGES = QUESTION.stages
