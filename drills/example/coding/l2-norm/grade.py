"""L2Norm: a module whose only weight is a vector."""

import torch

from grader import modules
from grader.functions import Probe
from grader.numbers import randn

SIZE = 5

QUESTION = modules.question(
    __file__,
    "L2Norm",
    (SIZE,),
    probes=(
        Probe("of a tensor of rank 3", (randn(2, 3, SIZE, seed=1),)),
        Probe("of a single vector", (randn(SIZE, seed=2),)),
        Probe("for a batch of one", (randn(1, 4, SIZE, seed=3),)),
        Probe("for a sequence of length one", (randn(3, 1, SIZE, seed=4),)),
        Probe("of entries in the thousands", (randn(2, SIZE, seed=5) * 4e3,)),
        Probe("of zeros", (torch.zeros(2, SIZE),)),
    ),
    vectors=True,
    titles={"values": "The output is normalised and scaled"},
    forbidden=("torch.nn.functional.normalize",),
)
STAGES = QUESTION.stages
