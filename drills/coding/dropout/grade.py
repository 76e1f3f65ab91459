"""Dropout: its masks are random, so what is recorded of them is what all right masks share."""

import math

import torch
from torch import nn

from grader import procedures
from grader.numbers import randn
from grader.programs import Scenario

SHAPE = (20, 15, 20)  # 6,000 elements: shares are known to within 0.04
RATES = (0.3, 0.6)  # unlike their complements, and unlike what a normal distribution would give
DEFAULT = 0.5


def inputs(setting, *shape):
    """No element is zero, so that zeros are those of the mask."""
    values = randn(*shape, seed=1)
    return (values + 0.5 * values.sign()).to(setting.dtype)


def shared_along(mask):
    """The axes along which all slices of a mask are the same."""
    return [at for at in range(mask.dim()) if bool((mask == mask.narrow(at, 0, 1)).all())]


def share(mask, p):
    """Whose probability the share of dropped elements is, within six standard deviations."""
    drawn = mask.numel() / math.prod(mask.shape[at] for at in shared_along(mask))
    found = mask.double().mean().item()
    known = {"`p`": p, "1 - `p`": 1 - p, "0": 0.0, "1": 1.0, "a normal number below `p`": below(p)}
    for name, one in {**known, "a normal number above 1 - `p`": below(p - 1)}.items():
        if abs(found - one) <= 6 * math.sqrt(one * (1 - one) / drawn):
            return name
    return "another one"


def below(limit):
    """The share of normally distributed numbers below a limit."""
    return 0.5 + 0.5 * math.erf(limit / math.sqrt(2))


def factor(out, x):
    """What survivors are multiplied by."""
    ratios = (out / x)[out != 0].double()
    if not len(ratios):
        return "none, because nothing survives"
    low, high = ratios.min().item(), ratios.max().item()
    return round(ratios.mean().item(), 6) if high - low <= 1e-4 * abs(high) else "different ones"


def pull_back(out, x):
    """What kind of gradient reaches the input."""
    if not out.requires_grad:
        return "none"
    pull = randn(*x.shape, seed=2, dtype=x.dtype)
    (found,) = torch.autograd.grad((out * pull).sum(), x)
    for name, right in {
        "the mask times the scale": out / x,
        "the upstream gradient itself": 1.0,
        "the mask without the scale": out != 0,
    }.items():
        if torch.allclose(found, pull * right, rtol=1e-4, atol=1e-6):
            return name
    return "another one"


def masks(get, setting, record):
    """One call for each rate."""
    for p in (*RATES, DEFAULT):
        module = get("Dropout")(p) if p != DEFAULT else get("Dropout")()
        x = inputs(setting, *SHAPE).requires_grad_()
        given = x.clone()
        out = module.train()(given)
        mask = (out == 0).detach()
        record[f"share {p}"] = share(mask, p)
        record[f"factor {p}"] = factor(out.detach(), x.detach())
        joint = shared_along(mask) and 0 < mask.sum() < mask.numel()
        record["pattern"] = "shared" if joint else "its own"
        record["input"] = "as it was" if torch.equal(given, x) else "changed"
        record["gradient"] = pull_back(out, x)


def edges(get, setting, record):
    """Rates of 0 and 1, and other shapes."""
    x = inputs(setting, 4, 5)
    out = get("Dropout")(0.0).train()(x.clone())
    record["nothing"] = "the input" if torch.equal(out, x) else "another tensor"
    record["shapes"] = []
    for shape in ((), (1,), (0, 3), (2, 3, 4, 5)):
        out = get("Dropout")(0.3).train()(inputs(setting, *shape))
        record["shapes"] = [*record["shapes"], torch.zeros(out.shape)]
    turned = inputs(setting, 40, 30).T
    record["strided"] = factor(get("Dropout")(0.3).train()(turned.clone().T.contiguous().T), turned)
    half = get("Dropout")(0.3).train()(x.bfloat16())
    record["dtype"] = str(half.dtype).split(".")[-1]


def everything(get, setting, record):
    out = get("Dropout")(1.0).train()(inputs(setting, 40, 5))
    known = "another tensor" if bool(out.isfinite().all()) else "NaN or infinite"
    record["all"] = "zeros" if bool((out == 0).all()) else known


def modes(get, setting, record):
    """Evaluation, by way of a parent."""
    x, module = inputs(setting, 6, 50), get("Dropout")(0.4)
    parent = nn.Sequential(module)
    given = x.clone()
    out = parent.eval()(given).detach()
    record["eval"] = "with zeros" if bool((out == 0).any()) else out
    record["eval input"] = "as it was" if torch.equal(given, x) else "changed"
    dropped = bool((parent.train()(x.clone()) == 0).any())
    record["train"] = "with zeros" if dropped else "without zeros"


def calls(get, setting, record):
    """What a call and a seed have to do with the mask."""
    x = inputs(setting, 5, 10)

    def mask(module):
        return module(x.clone()) == 0

    def compared(*found):
        return "the same" if all(torch.equal(found[0], other) for other in found) else "another one"

    def seeded(seed):
        torch.manual_seed(seed)
        return mask(get("Dropout")(0.3).train())

    module = get("Dropout")(0.3).train()
    several = [mask(module) for _ in range(20)]
    record["again"] = compared(*several)
    record["count"] = "varying" if len({int(one.sum()) for one in several}) > 1 else "fixed"
    record["seed"] = compared(seeded(5), seeded(5))
    record["other seed"] = compared(seeded(5), seeded(6))


FACETS = {
    masks: {
        **{f"share {p}": f"The share of zeros for `p={p}`" for p in (*RATES, DEFAULT)},
        **{f"factor {p}": f"The factor of survivors for `p={p}`" for p in (*RATES, DEFAULT)},
        "pattern": "The chance of each element",
        "input": "The tensor that was passed in",
        "gradient": "The gradient that reaches the input",
    },
    edges: {
        "nothing": "The result for `p=0`",
        "shapes": "The list of results for inputs of shape (), (1,), (0, 3) and (2, 3, 4, 5)",
        "strided": "The factor of survivors for an input that is not contiguous",
        "dtype": "The dtype of the result for bfloat16",
    },
    everything: {"all": "The result for `p=1`"},
    modes: {
        "eval": "The result in eval mode",
        "eval input": "The tensor that was passed in in eval mode",
        "train": "The result after a return to train mode",
    },
    calls: {
        "again": "The mask of a second call",
        "count": "The number of zeros from call to call",
        "seed": "The mask after the same seed",
        "other seed": "The mask after another seed",
    },
}
STAGE = {masks: "masks", edges: "masks", everything: "masks", modes: "modes", calls: "draws"}
QUESTION = procedures.question(
    __file__,
    "Dropout",
    scenarios=tuple(Scenario(r.__name__, r, what, STAGE[r]) for r, what in FACETS.items()),
    titles={
        "masks": "In train mode, each element is dropped with probability p, or scaled",
        "modes": "Eval mode changes nothing, and train mode comes back",
        "draws": "Each call draws a mask of its own from torch's generator",
    },
    notes=frozenset({"dtype-changed"}),
    forbidden=(
        *(f"torch.nn.Dropout{n}" for n in ("", "1d", "2d", "3d")),
        *(f"torch.nn.{name}" for name in ("AlphaDropout", "FeatureAlphaDropout")),
        *(f"torch.nn.functional.dropout{n}" for n in ("", "1d", "2d", "3d")),
        *(f"torch.nn.functional.{name}" for name in ("alpha_dropout", "feature_alpha_dropout")),
        *(f"torch.{name}" for name in ("dropout", "dropout_", "alpha_dropout", "feature_dropout")),
        "torch.native_dropout",
    ),
)
STAGES = QUESTION.stages
