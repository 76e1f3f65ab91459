"""A small GPT, judged by behaviour alone: tokens are changed, and what it does is held against its
own forward pass. So nothing depends on weights, and every record is a word."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from grader import parameters, procedures
from grader.functions import first
from grader.numbers import randn
from grader.programs import Scenario
from grader.weights import weights_stage

VOCAB, WIDTH, HEADS, MAX_LEN = 11, 12, 3, 8
# Many texts: two ways of choosing tokens may agree by chance in some of them, but not in all.
TOKENS = torch.randint(VOCAB, (12, 6), generator=torch.Generator().manual_seed(1))


def built(get: Any, setting: Any, layers: int, heads: int = HEADS) -> nn.Module:
    """A model in eval mode with fixed weights: gains near 1, all others near 0."""
    model = get("MiniGPT")(VOCAB, WIDTH, heads, layers, MAX_LEN).to(setting.dtype).eval()
    with torch.no_grad():
        for at, p in enumerate(model.parameters()):
            p.copy_(p.mean().round() + 0.5 * randn(*p.shape, seed=at + 1, dtype=p.dtype))
    return model


def alike(a: Tensor, b: Tensor) -> bool:
    return a.shape == b.shape and torch.allclose(a, b, rtol=1e-4, atol=1e-5)


def logits(model: nn.Module, tokens: Tensor) -> Tensor:
    return first(model(tokens.clone())).detach()


def forward(get: Any, setting: Any, record: dict[str, Any]) -> None:
    model = built(get, setting, layers=1)
    usual = logits(model, TOKENS)
    record["shape"] = torch.zeros(usual.shape)
    record["single"] = torch.zeros(logits(model, TOKENS[:1, :1]).shape)
    record["finite"] = "finite" if bool(usual.isfinite().all()) else "NaN or infinite"
    sums = usual.sum(-1)
    summed = alike(sums, torch.ones_like(sums)) and bool((usual >= 0).all())
    record["rows"] = "probabilities" if summed else "logits"
    changed, swapped = TOKENS.clone(), TOKENS[:, [1, 0, 2, 3, 4, 5]]
    changed[:, 3] = (changed[:, 3] + 1) % VOCAB
    other = logits(model, changed)
    record["reach"] = [at for at in range(6) if not alike(other[:, at], usual[:, at])]
    same = alike(logits(model, swapped)[:, -1], usual[:, -1])
    record["order"] = "the same" if same else "other ones"
    same = alike(logits(model, TOKENS[:, :4]), usual[:, :4])
    record["prefix"] = "as in the whole text" if same else "other than in the whole text"


def blocks(get: Any, setting: Any, record: dict[str, Any]) -> None:
    one, two = (built(get, setting, layers) for layers in (1, 2))
    sizes = [sum(t.numel() for t in leaves(first(model(TOKENS)))) for model in (one, two)]
    record["growth"] = "new ones" if sizes[0] < sizes[1] else "none"
    single = built(get, setting, layers=1, heads=1)
    record["heads"] = "an effect"
    if copied(one, single) and alike(logits(one, TOKENS), logits(single, TOKENS)):
        record["heads"] = "no effect"
    known = dict(one.named_parameters())
    with torch.no_grad():
        for name, p in two.named_parameters():
            if name not in known and p.dim() > 1:
                p.zero_()
    seen = logits(two, TOKENS)[:, 0]
    same = alike(seen[:1].expand_as(seen), seen)
    record["residual"] = "the same for every token" if same else "different"


def leaves(output: Tensor) -> list[Tensor]:
    """The weights that the logits come from, registered or not."""
    return list({id(t): t for t in parameters.graph_leaves(output)}.values())


def copied(source: nn.Module, target: nn.Module) -> bool:
    """Whether the weights of one model fit into the other, where they then are."""
    pairs = list(zip(source.parameters(), target.parameters()))
    if any(a.shape != b.shape for a, b in pairs):
        return False
    with torch.no_grad():
        for a, b in pairs:
            b.copy_(a)
    return True


def loss(get: Any, setting: Any, record: dict[str, Any]) -> None:
    model = built(get, setting, layers=2)
    found = model.loss(TOKENS.clone())
    record["loss shape"] = torch.zeros(getattr(found, "shape", ()))
    record["graph"] = "a gradient" if getattr(found, "requires_grad", False) else "none"
    # Whoever cuts the last token off before the forward pass is right too, causal or not.
    scores, cut = logits(model, TOKENS), logits(model, TOKENS[:, :-1])
    compared = {
        "next": ((scores[:, :-1], TOKENS[:, 1:]), (cut, TOKENS[:, 1:])),
        "same": ((scores, TOKENS), (cut, TOKENS[:, :-1])),
        "previous": ((scores[:, 1:], TOKENS[:, :-1]),),
    }
    made = {
        "": lambda z, x: F.cross_entropy(z, x),
        ", from probabilities": lambda z, x: F.cross_entropy(z.softmax(-1), x),
        ", from the logarithm of the result": lambda z, x: F.nll_loss(z.log(), x),
        ", as a sum": lambda z, x: F.cross_entropy(z, x, reduction="sum"),
    }
    matching = (
        f"that of the {name} token{how}"
        for how, loss_of in made.items()
        for name, pairs in compared.items()
        for z, x in pairs
        if alike(found.detach(), loss_of(z.flatten(0, 1), x.flatten()))
    )
    record["loss"] = next(matching, "another number")


def generate(get: Any, setting: Any, record: dict[str, Any]) -> None:
    model = built(get, setting, layers=2)
    prompt = TOKENS[:, :3].clone()
    found = model.generate(prompt, 4)
    record["dtype"] = str(found.dtype)
    record["length"] = torch.zeros(found.shape)
    record["prompt"] = "as it was" if torch.equal(prompt, TOKENS[:, :3]) else "changed"
    record["repeat"] = "the same" if torch.equal(found, model.generate(prompt, 4)) else "another"
    record["text"] = meaning(model, prompt, found, 4)
    record["single"] = torch.zeros(model.generate(prompt[:1, :1], 2).shape)
    none = model.generate(prompt, 0)
    record["nothing"] = "the prompt" if torch.equal(none, prompt) else "something else"
    record["long"] = meaning(model, prompt, model.generate(prompt, 9), 9)


def meaning(model: nn.Module, prompt: Tensor, found: Tensor, count: int) -> str:
    """Which way of choosing tokens gives this text, with or without the prompt."""
    for name, context, place in (
        ("greedy", lambda t, new: t[:, -MAX_LEN:], -1),
        ("that of the first max_len tokens", lambda t, new: t[:, :MAX_LEN], -1),
        ("that of the last token alone", lambda t, new: t[:, -1:] if new else t[:, -MAX_LEN:], -1),
        ("that of the last token alone, from the start", lambda t, new: t[:, -1:], -1),
        ("that of the first position", lambda t, new: t[:, -MAX_LEN:], 0),
    ):
        text = prompt
        for new in range(count):
            choice = logits(model, context(text, new))[:, place].argmax(-1, keepdim=True)
            text = torch.cat([text, choice], dim=1)
        if torch.equal(found, text) or torch.equal(found, text[:, prompt.shape[1] :]):
            return name
    return "another one"


def facets(run: Any, title: str, once: bool = False, **named: str) -> Scenario:
    what = {key.replace("_", " "): words for key, words in named.items()}
    return Scenario(title, run, what, title, once=once)


QUESTION = procedures.question(
    __file__,
    "MiniGPT",
    scenarios=(
        facets(
            forward,
            "forward",
            shape="The tensor of logits",
            single="The tensor of logits for one token",
            finite="Each logit",
            rows="Each row of the result",
            reach="The list of positions that a change of token 3 of 6 reaches in one layer",
            order="The row of last logits after two earlier tokens change places",
            prefix="The row of logits for the first tokens alone",
        ),
        facets(
            blocks,
            "blocks",
            growth="The set of weights that another layer adds",
            heads="The number of heads",
            residual="The row of first logits, when all matrices of the second block are zero,",
        ),
        facets(
            loss,
            "loss",
            loss_shape="The loss",
            graph="The graph of the loss",
            loss="The loss",
        ),
        facets(
            generate,
            "generate",
            once=True,
            dtype="The dtype of the text",
            length="The text that is generated",
            prompt="The tensor that holds the prompt",
            repeat="The text of a second call",
            text="The continuation",
            single="The text that is generated from one token",
            nothing="The text for `max_new_tokens=0`",
            long="The continuation beyond `max_len`",
        ),
    ),
    titles={
        "forward": "Logits depend on all earlier tokens, their order, and no later one",
        "blocks": "Blocks have weights, heads and residual connections of their own",
        "loss": "The loss is that of the next token",
        "generate": "Generation is greedy, also beyond max_len",
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
    lambda get: get("MiniGPT")(VOCAB, WIDTH, HEADS, 1, MAX_LEN).eval(),
    TOKENS.repeat(1, 2)[:, :MAX_LEN],
    view=first,
)
STAGES = (*QUESTION.stages, _WEIGHTS)
