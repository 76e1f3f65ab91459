"""A classifier on a small GPT, judged by what its logits depend on and by what is trained. Every
record is a word, so nothing depends on weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from grader import procedures
from grader.functions import first
from grader.numbers import randn
from grader.programs import Scenario
from grader.weights import weights_stage

# A head over tokens has more weights than one over classes with its bias and a norm before it.
VOCAB, WIDTH, HEADS, MAX_LEN, CLASSES = 23, 12, 3, 7, 5
TOKENS = torch.randint(VOCAB, (4, 6), generator=torch.Generator().manual_seed(1))
LENGTHS, LABELS = torch.tensor([3, 5, 1, 4]), torch.tensor([3, 0, 4, 1])


def built(
    get: Any, setting: Any, larger: int = 0, classes: int = CLASSES, **more: Any
) -> nn.Module:
    """A model in eval mode with fixed weights: gains near 1, all others near 0."""
    sizes = (VOCAB + larger, WIDTH, HEADS, 2 + larger, MAX_LEN + larger)
    model = get("MiniGPTClassifier")(*sizes, classes, **more)
    model = model.to(setting.dtype).eval()
    with torch.no_grad():
        for at, p in enumerate(model.parameters()):
            p.copy_(p.mean().round() + 0.5 * randn(*p.shape, seed=at + 1, dtype=p.dtype))
    return model


def alike(a: Tensor, b: Tensor) -> bool:
    return a.shape == b.shape and torch.allclose(a, b, rtol=1e-4, atol=1e-5)


def logits(model: nn.Module, tokens: Tensor, lengths: Any) -> Tensor:
    return first(model(tokens.clone(), torch.as_tensor(lengths).clone())).detach()


def reach(model: nn.Module, length: int) -> list[int]:
    """The positions of a padded text at which another token changes the logits."""
    text, found = TOKENS[1:2], []
    usual = logits(model, text, [length])
    for at in range(text.shape[1]):
        other = text.clone()
        other[:, at] = (other[:, at] + 1) % VOCAB
        if not alike(logits(model, other, [length]), usual):
            found.append(at)
    return found


def texts(get: Any, setting: Any, record: dict[str, Any]) -> None:
    model = built(get, setting)
    usual = logits(model, TOKENS, LENGTHS)
    record["shape"] = torch.zeros(usual.shape)
    record["rows"] = "a row of logits"
    if bool((usual >= 0).all()):
        sums = usual.sum(-1)
        summed = alike(sums, torch.ones_like(sums))
        small = bool(usual.max() <= 1)
        below = "a row of numbers from 0 to 1" if small else "a row without negative numbers"
        record["rows"] = "a row of probabilities" if summed else below
    record["reach"] = reach(model, 3)
    same = alike(logits(model, TOKENS, LENGTHS.roll(1)), usual)
    record["lengths"] = "the same" if same else "other ones"
    wider = torch.cat([TOKENS, TOKENS[:, :1]], dim=1)
    same = alike(logits(model, wider, LENGTHS), usual)
    record["width"] = "the same" if same else "other ones"
    each = [logits(model, TOKENS[b : b + 1], [n]) for b, n in enumerate(LENGTHS.tolist())]
    record["alone"] = "the same" if alike(torch.cat(each), usual) else "other ones"
    cut = [logits(model, TOKENS[b : b + 1, :n], [n]) for b, n in enumerate(LENGTHS.tolist())]
    record["cut"] = "the same" if alike(torch.cat(cut), torch.cat(each)) else "other ones"
    swapped = logits(model, TOKENS[:, [1, 0, 2, 3, 4, 5]], [3] * 4)
    same = alike(swapped, logits(model, TOKENS, [3] * 4))
    record["order"] = "the same" if same else "other ones"


def whole(get: Any, setting: Any, record: dict[str, Any]) -> None:
    record["reach"] = reach(built(get, setting), 6)


def shortest(get: Any, setting: Any, record: dict[str, Any]) -> None:
    model = built(get, setting)
    record["shape"] = torch.zeros(logits(model, TOKENS[:1, :1], [1]).shape)
    record["reach"] = reach(model, 1)


def loss(get: Any, setting: Any, record: dict[str, Any]) -> None:
    model = built(get, setting)
    found = model.loss(TOKENS.clone(), LENGTHS.clone(), LABELS.clone())
    record["shape"] = torch.zeros(getattr(found, "shape", ()))
    z, found = logits(model, TOKENS, LENGTHS), found.detach()
    made: dict[str, Callable[[], Tensor]] = {
        "the mean over the texts": lambda: F.cross_entropy(z, LABELS),
        "that of probabilities": lambda: F.cross_entropy(z.softmax(-1), LABELS),
        "that of sigmoids": lambda: F.cross_entropy(z.sigmoid(), LABELS),
        "that of logarithms of the result": lambda: F.nll_loss(z.log(), LABELS),
        "a sum over the texts": lambda: F.cross_entropy(z, LABELS, reduction="sum"),
    }
    fits = (name for name, of in made.items() if z.dim() == 2 and alike(found, of()))
    record["value"] = next(fits, "another number")


def trained(model: nn.Module) -> dict[str, Tensor]:
    """The weights that a step of training would change."""
    found = model.loss(TOKENS.clone(), LENGTHS.clone(), LABELS.clone())
    if found.requires_grad:
        found.sum().backward()
    return {name: p for name, p in model.named_parameters() if p.grad is not None}


def training(get: Any, setting: Any, record: dict[str, Any]) -> None:
    record["usual"] = meaning(get, setting)
    record["frozen"] = meaning(get, setting, freeze=True)


def meaning(get: Any, setting: Any, **more: bool) -> str:
    """Which weights are trained."""

    def size(**sizes: int) -> int:
        return sum(p.numel() for p in trained(built(get, setting, **sizes, **more)).values())

    model, usual = built(get, setting, **more), size()
    changed = {id(p) for p in trained(model).values()}
    left = [p for p in model.parameters() if id(p) not in changed]
    if not usual:
        return "none"
    if not left:
        return "all"
    if all(VOCAB in p.shape for p in left):
        return "all but those of a head over tokens"
    heads = (("those of the head", WIDTH), ("those of a head over logits of tokens", VOCAB))
    for name, least in ((name, width * CLASSES) for name, width in heads):
        if least <= usual <= least + CLASSES + 4 * WIDTH:  # a bias, and a norm or two before it
            return name
    if size(larger=1) == usual:
        return "those of something else of fixed size"
    return "those of head and trunk" if size(classes=CLASSES + 1) > usual else "those of the trunk"


def facets(run: Any, stage: str, once: bool = False, **named: str) -> Scenario:
    return Scenario(run.__name__, run, named, stage, once=once)


QUESTION = procedures.question(
    __file__,
    "MiniGPTClassifier",
    scenarios=(
        facets(
            texts,
            "texts",
            shape="The tensor of logits",
            rows="Each row of the result",
            reach="The list of positions that act on the logits of 3 tokens padded to 6",
            lengths="The tensor of logits with other lengths",
            width="The tensor of logits with one more column of padding",
            alone="The row of logits of each text without the others",
            cut="The row of logits of each text without padding",
            order="The row of logits after the first two tokens change places",
        ),
        facets(
            whole,
            "texts",
            once=True,
            reach="The list of positions that act on the logits of 6 tokens",
        ),
        facets(
            shortest,
            "texts",
            once=True,
            shape="The tensor of logits for a single token",
            reach="The list of positions that act on the logits of 1 token padded to 6",
        ),
        facets(loss, "loss", shape="The loss", value="The loss"),
        facets(
            training,
            "training",
            once=True,
            usual="The set of weights that is trained without `freeze`",
            frozen="The set of weights that is trained with `freeze=True`",
        ),
    ),
    titles={
        "texts": "Logits depend on each text's own tokens, and not on padding",
        "loss": "The loss is the mean cross-entropy",
        "training": "freeze=True trains the head alone",
    },
    forbidden=(
        "torch.nn.MultiheadAttention",
        "torch.nn.functional.multi_head_attention_forward",
        *(
            f"torch.nn.Transformer{part}"
            for part in ("", "Encoder", "EncoderLayer", "Decoder", "DecoderLayer")
        ),
    ),
)
_WEIGHTS = weights_stage(
    lambda get: get("MiniGPTClassifier")(VOCAB, WIDTH, HEADS, 1, MAX_LEN, CLASSES).eval(),
    TOKENS.repeat(1, 2)[:, :MAX_LEN],
    torch.tensor([7, 7, 7, 7]),
    view=first,
)
STAGES = (*QUESTION.stages, _WEIGHTS)
