"""AdamW: an object with state, driven with gradients made by hand."""

import re

import torch

from grader import procedures
from grader.numbers import randn
from grader.programs import Scenario
from grader.switches import bug


class AdamW:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        at_once = bug("parameters-exhausted.at-once")
        self.params = params if at_once or bug("parameters-exhausted") else list(params)
        if at_once:
            list(self.params)  # uses up an iterator, and only that
        if bug("parameters-exhausted.filter"):
            self.params = iter(self.params)
        self.lr, self.eps, self.decay = lr, eps, weight_decay
        self.betas = betas[::-1] if bug("betas-swapped") else betas
        self.time, self.state = 0, {}

    @torch.no_grad()
    def step(self):
        self.time += 0 if bug("step-count-wrong.parameter") else 1
        for at, p in enumerate(self.params):
            if p.grad is None:
                if bug("none-grad-breaks"):
                    p.mul_(1 - self.lr * self.decay)
                if not bug("none-grad-breaks.raises"):
                    continue
            self.time += 1 if bug("step-count-wrong.parameter") else 0
            new = self._updated(p, p.grad)
            if bug("parameters-replaced.kept"):
                self.params[at] = new.requires_grad_()
            elif not bug("parameters-replaced"):
                p.copy_(new)

    def _updated(self, p, g):
        numerator = self.decay * p if bug("weight-decay-coupled.numerator") else 0.0
        if bug("weight-decay-coupled"):
            g = g + self.decay * p
        if bug("weight-decay-coupled.written"):
            g.add_(p, alpha=self.decay)
        mean, var = self._moments(p, g)
        if bug("second-moment-wrong.squared-mean"):
            var = var**2
        if bug("eps-inside-sqrt"):
            root = (var + self.eps).sqrt()
        else:
            root = (var if bug("sqrt-missing") else var.sqrt()) + self.eps
        change = self.lr * (mean + numerator) / root
        shrink = 1 - (1 if bug("weight-decay-not-scaled") else self.lr) * self.decay
        coupled = bug("weight-decay-coupled") or bug("weight-decay-coupled.written")
        if coupled or bug("weight-decay-coupled.numerator") or bug("weight-decay-missing"):
            shrink = 1.0
        return (p - change) * shrink if bug("decay-after-update") else p * shrink - change

    def _moments(self, p, g):
        """The corrected moments; keeps those without a correction."""
        m, v = self.state.get(id(p), (torch.zeros_like(p), torch.zeros_like(p)))
        b1, b2 = self.betas[::-1] if bug("betas-swapped.moments") else self.betas
        both = bug("ema-weight-missing.both")
        m = b1 * m + (1 if both or bug("ema-weight-missing") else 1 - b1) * g
        square = m**2 if bug("second-moment-wrong.of-mean") else g**2
        if bug("second-moment-wrong.absolute"):
            square = g.abs()
        if bug("second-moment-wrong") or bug("second-moment-wrong.squared-mean"):
            square = g
        v = b2 * v + (1 if both or bug("ema-weight-missing.square") else 1 - b2) * square
        if not (bug("moments-not-kept") or bug("moments-not-kept.nor-count")):
            self.state[id(p)] = m, v
        time = self.time - 1 if bug("step-count-wrong") else self.time
        time += 1 if bug("step-count-wrong.ahead") else 0
        if bug("step-count-wrong.constant") or bug("moments-not-kept.nor-count"):
            time = 1
        plain, (b1, b2) = bug("bias-correction-missing"), self.betas
        mean = m if plain or bug("bias-correction-missing.mean") else m / (1 - b1**time)
        return mean, v if plain or bug("bias-correction-missing.square") else v / (1 - b2**time)

    def zero_grad(self):
        for p in self.params:
            if bug("none-grad-breaks.zero-grad"):
                p.grad.zero_()
            p.grad = None


SHAPES: tuple[tuple[int, ...], ...] = ((3, 2), (4,), ())


def trajectory(get, setting, record, kind, idle, grads, **options):
    """``idle``: whether there is a parameter without a gradient as well."""
    params = [randn(*shape, seed=at).requires_grad_() for at, shape in enumerate(SHAPES)]
    frozen = randn(2, seed=9).requires_grad_()
    optimizer = get("AdamW")(kind([*params, frozen] if idle else [*params]), **options)
    for step, scale in enumerate(grads):
        for at, p in enumerate(params):
            p.grad = randn(*p.shape, seed=20 + 5 * step + at) * scale
        given = [p.grad.clone() for p in params]
        optimizer.step()
        record[f"step {min(step + 1, 3)}"] = [p.detach().clone() for p in params]
        kept = all(p.grad is not None and torch.equal(p.grad, g) for p, g in zip(params, given))
        record["gradients"] = "as it was" if kept else "changed"
    record["untouched"] = frozen.detach().clone()
    leaves = all(p.is_leaf and p.requires_grad for p in params)
    record["leaves"] = "a leaf that requires a gradient" if leaves else "no longer such a leaf"
    optimizer.zero_grad()
    zeroed = all(p.grad is None or not bool((p.grad != 0).any()) for p in params)
    record["zero_grad"] = "None or zero" if zeroed else "still there"


FACETS = {
    "step 1": "The list of parameters after step 1",
    "step 2": "The list of parameters after step 2",
    "step 3": "The list of parameters after the last step",
    "untouched": "A parameter without a gradient",
    "gradients": "Each gradient after the step",
    "leaves": "Each parameter after the steps",
    "zero_grad": "Each gradient after `zero_grad`",
}
OFTEN = (1.0, 0.5, 2.0, 0.0, 1.0)
TINY = tuple(1e-4 * scale for scale in OFTEN)


def scenario(id, kind=iter, idle=True, grads=OFTEN, **options):
    return Scenario(id, lambda *args: trajectory(*args, kind, idle, grads, **options), FACETS)


def prints_number(text, shapes):
    return re.search(r"\d", text) is not None


QUESTION = procedures.question(
    AdamW,
    scenarios=(
        scenario("decay", lr=0.1, weight_decay=0.5),
        scenario("a list", list, lr=0.1, weight_decay=0.0, betas=(0.8, 0.95)),
        scenario("tiny gradients", idle=False, grads=TINY, lr=0.1, weight_decay=0.2, eps=1e-3),
        scenario("defaults"),
    ),
    prints=prints_number,
    no_print="Running the file does not print the loss that it reaches.",
    notes=frozenset({"decay-after-update"}),
    forbidden=("torch.optim.AdamW", "torch.optim.Adam"),
)
STAGES = QUESTION.stages
