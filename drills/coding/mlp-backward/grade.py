"""Backpropagation by hand: two functions joined by a cache that only they look into."""

import torch

from grader import procedures
from grader.numbers import randn
from grader.programs import Scenario

NAMES = ("W1", "b1", "W2", "b2")


def inputs(sizes, seed, scale, dtype):
    """Inputs and parameters; each scale makes logits of another size."""
    B, D, H, C = sizes
    shapes = ((B, D), (D, H), (H,), (H, C), (C,))
    x, *parameters = (randn(*shape, seed=seed + at, dtype=dtype) for at, shape in enumerate(shapes))
    classes = torch.tensor([1, 0, 2, 2, 1, 0, 1])[:B]
    return [x * scale, classes, *parameters]


def by_name(gradients):
    """The gradients in any of the forms that the contract allows."""
    if not isinstance(gradients, dict):
        return dict(zip(NAMES, gradients))
    return {name: gradients.get(name, gradients.get(f"d{name}")) for name in NAMES}


def ceiling(loss):
    """Makes every ceiling of a loss alike: infinity, and whatever an epsilon allows."""
    return torch.where((loss > 7) & (loss < 300), loss * torch.inf, loss)


@torch.no_grad()
def passes(get, setting, record, sizes, scale=1.0):
    """A forward pass, one with another batch, and the backward pass of the first."""
    given = inputs(sizes, 1, scale, setting.dtype)
    before = [one.clone() for one in given]
    loss, cache = get("mlp_forward")(*given)
    loss = torch.as_tensor(loss, dtype=setting.dtype)
    record["loss"] = loss if scale == 1 else ceiling(loss)
    get("mlp_forward")(*inputs(sizes, 20, 1.0, setting.dtype))
    gradients = by_name(get("mlp_backward")(cache))
    for name in NAMES:
        record[name] = gradients[name]
    same = all(torch.equal(one, other) for one, other in zip(given, before))
    record["inputs"] = "as it was" if same else "changed"


FACETS = {
    "loss": "The loss",
    **{name: f"The gradient of `{name}`" for name in NAMES},
    "inputs": "Each tensor of the caller's after both passes",
}


def scenario(id, sizes, **options):
    return Scenario(id, lambda *args: passes(*args, sizes, **options), FACETS)


QUESTION = procedures.question(
    __file__,
    "mlp_forward",
    "mlp_backward",
    scenarios=(
        scenario("a batch of five", (5, 4, 6, 3)),
        scenario("a batch of one", (1, 4, 6, 3)),
        scenario("sizes that are all equal", (4, 4, 4, 4)),
        scenario("logits in the thousands", (3, 4, 6, 5), scale=1e3),
    ),
    titles={"values": "The loss and all four gradients are right"},
    forbidden=(
        "torch.Tensor.requires_grad_",
        "torch.enable_grad",
        "torch.set_grad_enabled",
        *(f"torch.autograd.{name}" for name in ("grad", "backward")),
        *(f"torch.autograd.functional.{name}" for name in ("jacobian", "vjp")),
        *(f"torch.func.{name}" for name in ("grad", "vjp", "jacrev", "grad_and_value")),
    ),
)
STAGES = QUESTION.stages
