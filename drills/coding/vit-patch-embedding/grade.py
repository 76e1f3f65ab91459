"""Patch embedding of a Vision Transformer: an affine map, so pulses on single pixels show all of
it. Records are words: the order of pixels within a patch and the values of weights are free."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from grader import parameters, procedures
from grader.numbers import randn, randomise
from grader.programs import Scenario
from grader.weights import weights_stage

SIZE, PATCH, CHANNELS, D = 6, 2, 3, 5
GRID = SIZE // PATCH
COUNT, PIXELS = GRID**2, CHANNELS * PATCH**2
IMAGES = randn(3, CHANNELS, SIZE, SIZE, seed=1)
PULSE = 100.0  # far beyond any bias, so that an activation hides nothing


def built(get: Any, setting: Any, *sizes: int) -> nn.Module:
    module = get("PatchEmbedding")(*(sizes or (SIZE, PATCH, CHANNELS, D))).to(setting.dtype).eval()
    randomise(parameters.all_weights(module), 3, 0.5)
    return module


def alike(a: Tensor, b: Tensor) -> bool:
    return a.shape == b.shape and torch.allclose(a, b, rtol=1e-3, atol=1e-4)


@torch.no_grad()
def one_image(get: Any, setting: Any, record: dict[str, Any]) -> None:
    module, x = built(get, setting), IMAGES[:1].to(setting.dtype)
    given = x.clone()
    usual = module(given)
    record["shape"] = torch.zeros(usual.shape)
    record["input"] = "as it was" if torch.equal(given, x) else "changed"
    record["chance"] = "the same" if torch.equal(module(x), usual) else "another"
    empty = module(torch.zeros_like(x))
    affine = alike(module(2 * x) - empty, 2 * (usual - empty))
    record["affine"] = "affine" if affine else "not affine"
    pulses = torch.eye(x.numel(), dtype=x.dtype).view(-1, 1, *x.shape[1:]) * PULSE
    answers = torch.cat([module(pulse) - empty for pulse in pulses])  # (108, tokens, d)
    against = torch.cat([module(-pulse) - empty for pulse in pulses])
    live = (answers.abs() > 1e-2) | (against.abs() > 1e-2)
    blind = (~live.any(2)).all(0).nonzero().flatten().tolist()
    names = {(): "none", (0,): "the first", (usual.shape[1] - 1,): "the last"}
    record["class"] = names.get(tuple(blind), "other ones")
    reached = live.any(2)
    record["pixel"] = "one token" if bool((reached.sum(1) <= 1).all()) else "several tokens"
    record["features"] = "all features" if torch.equal(live.all(2), reached) else "some features"
    patches = by_patch(reached).any(1)  # (patches, tokens)
    own = bool((patches.sum(1) <= 1).all())
    record["patch"] = "one token" if own else "several tokens"
    record["order"] = order(patches) if own else "no order"
    maps = by_patch(answers.sum(1))  # (patches, pixels, d)
    record["map"] = "one map" if alike(maps, maps[:1].expand_as(maps)) else "several maps"
    record["pixels"] = len({tuple(row) for row in maps[0].round().tolist() if any(row)})
    record["positions"], learned = positions(module, empty, torch.zeros_like(x))
    record["learned"] = "learned" if learned >= D * COUNT else "fixed"
    sizes = {w.numel() for w in parameters.all_weights(module)}
    record["numbers"] = COUNT if D * COUNT in sizes and own else 1 + COUNT
    record["layout"] = "the same" if alike(module(x.transpose(2, 3).contiguous().mT), usual) else "another"


def by_patch(values: Tensor) -> Tensor:
    """(108, ...), a row for each pixel, as (9, 12, ...): patches row by row, and their pixels."""
    x = values.view(CHANNELS, GRID, PATCH, GRID, PATCH, -1)
    return x.permute(1, 3, 0, 2, 4, 5).reshape(COUNT, PIXELS, -1)


def order(patches: Tensor) -> str:
    """In which order patches become tokens, wherever the class token is."""
    places = [row.nonzero().flatten().tolist() for row in patches]
    flat = [place[0] for place in places if place]
    turned = [flat[c * GRID + r] for r in range(GRID) for c in range(GRID)] if len(flat) == COUNT else flat
    for name, found in {"row by row": flat, "column by column": turned}.items():
        if len(found) == COUNT and found == sorted(set(found)):
            return name
    return "another order"


def positions(module: nn.Module, empty: Tensor, zeros: Tensor) -> tuple[str, int]:
    """Whether tokens of the same patch differ, and if not, whether something is added to all; and
    how many learned numbers there are besides the projection, which does nothing to zeros."""
    rows = empty[0, 1:-1]
    moving = learned = 0
    for weight in parameters.all_weights(module):
        kept = weight.clone()
        weight.add_(1.0)
        moved = ((module(zeros) - empty)[0].abs() > 1e-3).any(1)
        weight.copy_(kept)
        moving += bool(moved[0] and moved[-1])
        learned += weight.numel() if weight.requires_grad and bool(moved.any()) else 0
    if any(not alike(row, rows[0]) for row in rows):
        return "one for each", learned
    return "one for all" if moving else "none", learned


@torch.no_grad()
def batches(get: Any, setting: Any, record: dict[str, Any]) -> None:
    module, x = built(get, setting), IMAGES.to(setting.dtype)
    together, one_by_one = module(x), torch.cat([module(image[None]) for image in x])
    record["batch"] = "those of each image" if alike(together, one_by_one) else "other ones"


@torch.no_grad()
def sizes(get: Any, setting: Any, record: dict[str, Any]) -> None:
    for name, size, patch in (("whole", 4, 4), ("single", 3, 1)):
        x = randn(1, 2, size, size, seed=2, dtype=setting.dtype)
        record[name] = torch.zeros(built(get, setting, size, patch, 2, D)(x).shape)


def gradient(get: Any, setting: Any, record: dict[str, Any]) -> None:
    x = IMAGES[:1].to(setting.dtype).requires_grad_(True)
    built(get, setting)(x).pow(2).sum().backward()
    record["gradient"] = "every pixel" if x.grad is not None and bool((x.grad != 0).all()) else "not all"


ONE = {
    "shape": "The output",
    "input": "The image after the call",
    "chance": "The output of a second call",
    "affine": "The map from an image to its tokens",
    "class": "The token that ignores the image",
    "pixel": "The reach of a pixel",
    "features": "The share of a token that a pixel reaches",
    "patch": "The reach of a patch",
    "order": "The order of the patches",
    "map": "The projection of the patches",
    "pixels": "The number of different pixels in a patch",
    "positions": "The learned position",
    "learned": "The position of a token",
    "numbers": "The number of learned positions",
    "layout": "The output for an image that is not contiguous",
}
QUESTION = procedures.question(
    __file__,
    "PatchEmbedding",
    scenarios=(
        Scenario("one image", one_image, ONE, "tokens"),
        Scenario("gradient", gradient, {"gradient": "The reach of the gradient"}, "tokens"),
        Scenario("batches", batches, {"batch": "The set of tokens of a batch"}, "sizes"),
        Scenario(
            "sizes",
            sizes,
            {
                "whole": "The output for one patch of the image's size",
                "single": "The output for patches of one pixel",
            },
            "sizes",
        ),
    ),
    titles={
        "tokens": "A class token, then one projection of each patch, with positions",
        "sizes": "Batches and patches of any size work",
    },
    notes=frozenset({"positions-without-class-token"}),
)
_WEIGHTS = weights_stage(
    lambda get: get("PatchEmbedding")(SIZE, PATCH, CHANNELS, D).eval(),
    randn(1, CHANNELS, SIZE, SIZE, seed=4),
)
STAGES = (*QUESTION.stages, _WEIGHTS)
