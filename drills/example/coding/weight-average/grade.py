"""Weight average: an object with state, watched while a model is trained by hand."""

import torch
from torch import nn

from grader import procedures
from grader.numbers import randn, randomise
from grader.programs import Scenario

FACETS = {
    "first": "The list of averaged parameters after the first update",
    "last": "The list of averaged parameters after the last update",
    "model": "The list of the model's own parameters after the last update",
}


def model_with(seed):
    model = nn.Linear(3, 2)
    randomise(model.parameters(), seed)
    return model


def updates(get, record, **options):
    """Moves the parameters by hand; the average is read through another model."""
    model, other = model_with(seed=1), model_with(seed=2)
    average = get("WeightAverage")(model, **options)
    for step in range(3):
        with torch.no_grad():
            for at, p in enumerate(model.parameters()):
                p.add_(randn(*p.shape, seed=10 + 2 * step + at))
        average.update()
        average.copy_to(other)
        record["last"] = [p.detach().clone() for p in other.parameters()]
        record.setdefault("first", record["last"])
    record["model"] = [p.detach().clone() for p in model.parameters()]


def with_decay(get, setting, record):
    updates(get, record, decay=0.9)


def with_default(get, setting, record):
    updates(get, record)


QUESTION = procedures.question(
    __file__,
    "WeightAverage",
    scenarios=(
        Scenario("decay 0.9", with_decay, FACETS),
        Scenario("default decay", with_default, FACETS),
    ),
    titles={"values": "The average follows the parameters and leaves them alone"},
    forbidden=("torch.optim.swa_utils.AveragedModel",),
)
STAGES = QUESTION.stages
