"""A mixture of experts, whatever its experts compute: each is measured by a router that sends it
every token, so that a mixture is known by its output. Most records are words."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, autograd, nn

from grader import parameters, procedures
from grader.numbers import randn, randomise
from grader.programs import Scenario
from grader.weights import weights_stage

D, D_FF, EXPERTS, TOP_K = 6, 10, 5, 2
X = randn(2, 7, D, seed=1)
X[..., 0] = 1.0  # what a router has in this column it adds for every token
ROUTER = randn(EXPERTS, D, seed=4)


def fixed(get: Any, setting: Any, top_k: int) -> tuple[nn.Module, list[Tensor]]:
    """A module whose weights have fixed values, and the weights."""
    module = get("MixtureOfExperts")(D, D_FF, EXPERTS, top_k).to(setting.dtype).eval()
    weights = [w.requires_grad_(True) for w in parameters.all_weights(module) if w.is_leaf]
    randomise(weights, 3, 0.5)
    return module, weights


def built(get: Any, setting: Any, top_k: int = TOP_K) -> tuple[nn.Module, Callable[[Tensor], Tensor]]:
    """A module, and what sets its router and returns the tensor."""
    module, weights = fixed(get, setting, top_k)
    place = router_place(*fixed(get, setting, TOP_K), X.to(setting.dtype))

    def route(values: Tensor) -> Tensor:
        router = weights[place]
        with torch.no_grad():
            router.copy_(values if router.shape == values.shape else values.t())
            for w in weights:
                if w.shape == (EXPERTS,):
                    w.zero_()  # a bias is free
        return router

    route(ROUTER)
    return module, route


@torch.no_grad()
def router_place(module: nn.Module, weights: list[Tensor], x: Tensor) -> int:
    """Which weight is the router: of those with its shape, the one that the loss depends on."""
    before = float(module(x)[1])
    fitting = [at for at, w in enumerate(weights) if sorted(w.shape) == [EXPERTS, D]]
    for at in fitting:
        kept = weights[at].clone()
        weights[at].mul_(-3)
        after = float(module(x)[1])
        weights[at].copy_(kept)
        if after != before:
            return at
    return fitting[0]


def measured(get: Any, setting: Any, top_k: int, x: Tensor) -> Tensor:
    """(N, experts, d): what each expert makes of each token."""
    module, route = built(get, setting, top_k)
    outputs = []
    for expert in range(EXPERTS):
        values = torch.zeros(EXPERTS, D)
        values[:, 0] = -torch.arange(EXPERTS)
        values[expert, 0] = 40
        route(values)
        outputs.append(module(x)[0].detach().flatten(0, 1))
    return torch.stack(outputs, dim=1)


def alike(a: Tensor, b: Tensor) -> bool:
    return a.shape == b.shape and torch.allclose(a, b, rtol=1e-3, atol=1e-3)


def differ(experts: Tensor) -> bool:
    return not any(alike(experts[:, a], experts[:, b]) for a, b in combinations(range(EXPERTS), 2))


def mixing(get: Any, setting: Any, record: dict[str, Any]) -> None:
    x = X.to(setting.dtype)
    module, route = built(get, setting)
    given = x.clone()
    output, _ = module(given)
    record["shape"] = torch.zeros(output.shape)
    record["input"] = "as it was" if torch.equal(given, x) else "changed"
    record["chance"] = "the same" if torch.equal(module(x)[0], output) else "another"
    record["alone"] = "the same" if alike(module(x[:1, 2:3])[0], output[:1, 2:3]) else "another"
    router = route(ROUTER)
    pull = (output * randn(*output.shape, seed=5, dtype=output.dtype)).sum()
    record["gradient"] = "some" if reaches(pull, router) else "none"
    experts = measured(get, setting, 1, x)
    if not differ(experts):  # a module that picks the worst one, for example
        experts = measured(get, setting, EXPERTS, x)
    record["experts"] = "different networks" if differ(experts) else "copies of one"
    p = (x.flatten(0, 1) @ ROUTER.to(x.dtype).t()).softmax(-1)
    record["choice"], record["weights"] = meaning(output, experts, p, TOP_K)
    best = experts[torch.arange(len(p)), p.argmax(-1)].view(x.shape)
    single = built(get, setting, 1)[0](x)[0]
    record["one"] = "that of the best expert" if alike(single, best) else "another"
    record["all"] = meaning(built(get, setting, EXPERTS)[0](x)[0], experts, p, EXPERTS)[1]
    turned = module(x.transpose(0, 1).contiguous().transpose(0, 1))[0]
    record["layout"] = "the same" if alike(turned, output) else "another"


def reaches(total: Tensor, router: Tensor) -> bool:
    if not total.requires_grad:
        return False
    (found,) = autograd.grad(total, [router], allow_unused=True, retain_graph=True)
    return found is not None and bool((found.abs() > 1e-7).any())


def meaning(output: Tensor, experts: Tensor, p: Tensor, k: int) -> tuple[str, str]:
    """Which experts were mixed, and with which weights."""
    best, places = p.topk(k)

    def only(columns: Tensor) -> Tensor:
        return torch.zeros_like(p).scatter(1, columns, 1.0)

    choices = {
        "the most probable": [only(places)],
        "only the first": [only(places[:, :1])],
        "one of the most probable": [only(places[:, -1:]), only(places.amax(1, keepdim=True))],
        "the least probable": [only(p.topk(k, largest=False).indices)],
        "all of them": [torch.ones_like(p)],
    }
    for name, masks in choices.items():
        for used in masks:
            ways = {
                "p divided by the sum of the chosen p": p / best.sum(1, keepdim=True),
                "p": p,
                "p divided by the sum of the p used": p / (p * used).sum(1, keepdim=True),
                "the softmax of the chosen p": p.exp() / best.exp().sum(1, keepdim=True),
                "the same for all": 1 / used.sum(1, keepdim=True).expand_as(p),
                "1": torch.ones_like(p),
            }
            for formula, w in ways.items():
                mixed = torch.einsum("ne,ned->nd", w * used, experts)
                if alike(output.detach().flatten(0, 1), mixed):
                    return name, formula
    return "another mixture", "another"


def balance(get: Any, setting: Any, record: dict[str, Any]) -> None:
    x = X.to(setting.dtype)
    module, route = built(get, setting)
    aux = module(x)[1]
    record["shape"] = torch.zeros(getattr(aux, "shape", (0,)))
    aux = torch.as_tensor(aux)
    router = ROUTER.to(x.dtype).requires_grad_(True)
    p = (x.flatten(0, 1) @ router.t()).softmax(-1)
    best = p.topk(TOP_K).indices
    chosen = F.one_hot(best, EXPERTS).sum(1).to(x.dtype)
    share, first = chosen.mean(0) / TOP_K, F.one_hot(best[:, 0], EXPERTS).to(x.dtype).mean(0)
    right = EXPERTS * (share * p.mean(0)).sum()
    kept = p * chosen
    normal = kept / kept.sum(1, keepdim=True)
    ways = {
        "E sum f P": (right, TOP_K * right),
        "E sum f P without the factor E": [right * a / b for a in (1, TOP_K) for b in (5, 25)],
        "E sum f P of the first choices": [EXPERTS * (first * p.mean(0)).sum()],
        **{
            f"{name} with P of the chosen only": [
                a * (share * q.mean(0)).sum() for a in factors for q in (normal, kept)
            ]
            for name, factors in {"E sum f P": (5, 10), "sum f P": (1, 2, 1 / 5)}.items()
        },
        "0": [torch.zeros(())],
    }
    matching = (n for n, all_ in ways.items() for one in all_ if abs(float(aux - one)) < 2e-5)
    record["value"] = next(matching, "another number")
    mine = None
    if aux.requires_grad:
        (mine,) = autograd.grad(aux.sum(), [route(ROUTER)], allow_unused=True)
    record["gradient"] = "none"
    if mine is not None and bool((mine.abs() > 1e-7).any()):
        mine = mine if mine.shape == router.shape else mine.t()
        (wanted,) = autograd.grad(right, [router])
        same = alike(mine / mine.norm(), wanted / wanted.norm())
        record["gradient"] = "that of P" if same else "another"


MIXING = {
    "shape": "The output",
    "input": "The tensor `x` after the call",
    "chance": "The output of a second call",
    "alone": "The output for a token without its neighbours",
    "gradient": "The gradient from the output to the router",
    "experts": "The set of experts",
    "choice": "The choice of experts",
    "weights": "The weight of a chosen expert",
    "one": "The output for `top_k=1`",
    "all": "The weight of an expert for `top_k=num_experts`",
    "layout": "The output for a tensor that is not contiguous",
}
BALANCE = {
    "shape": "The auxiliary loss",
    "value": "The auxiliary loss",
    "gradient": "The gradient from the auxiliary loss to the router",
}
QUESTION = procedures.question(
    __file__,
    "MixtureOfExperts",
    scenarios=(
        Scenario("mixing", mixing, MIXING, "mixing"),
        Scenario("balance", balance, BALANCE, "balance"),
    ),
    titles={
        "mixing": "Each token gets the weighted sum of its best experts",
        "balance": "The auxiliary loss balances the load",
    },
    notes=frozenset({"aux-loss-first-choice"}),
)
# In train mode, where a router may add noise.
_WEIGHTS = weights_stage(
    lambda get: get("MixtureOfExperts")(D, D_FF, EXPERTS, TOP_K).train(), randn(1, 150, D, seed=6) * 3
)
STAGES = (*QUESTION.stages, _WEIGHTS)
