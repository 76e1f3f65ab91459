"""A GPT that generates with a cache, held against its own forward pass. Every record is a word, so
nothing depends on weights; work is counted in multiplications, wherever they are done."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any
from weakref import WeakSet

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.autograd.graph import saved_tensors_hooks
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

from grader import procedures
from grader.functions import first
from grader.numbers import randn
from grader.programs import Scenario

VOCAB, WIDTH, HEADS, MAX_LEN = 11, 12, 3, 9
# Many texts: two ways of choosing tokens may agree by chance in some of them, but not in all.
TEXTS = torch.randint(VOCAB, (24, 13), generator=torch.Generator().manual_seed(1))
PROMPT = TEXTS[:, :3]
MANY = torch.randint(VOCAB, (200, 3), generator=torch.Generator().manual_seed(2))


def built(get: Any, setting: Any, layers: int) -> nn.Module:
    """A model in eval mode with fixed weights: gains near 1, all others near 0."""
    model = get("MiniGPT")(VOCAB, WIDTH, HEADS, layers, MAX_LEN).to(setting.dtype).eval()
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
    usual = logits(model, TEXTS[:, :6])
    record["shape"] = torch.zeros(usual.shape)
    same = alike(logits(model, TEXTS[:, :4]), usual[:, :4])
    record["prefix"] = "as in the whole text" if same else "other than in the whole text"
    same = alike(logits(model, TEXTS[:, [1, 0, 2, 3, 4, 5]])[:, -1], usual[:, -1])
    record["order"] = "the same" if same else "other ones"
    targets = TEXTS[:, 1:6].flatten()
    wanted = F.cross_entropy(usual[:, :-1].flatten(0, 1), targets)
    same = alike(model.loss(TEXTS[:, :6].clone()).detach(), wanted)
    record["loss"] = "that of the next token" if same else "another number"


def choices(model: nn.Module, prompt: Tensor, count: int, context: Any) -> Tensor:
    """The text whose tokens forward chooses, each in a context made of the prompt and the new."""
    new = prompt[:, :0]
    for _ in range(count):
        read = context(prompt, new)[:, -MAX_LEN:]
        new = torch.cat([new, logits(model, read)[:, -1].argmax(-1, keepdim=True)], dim=1)
    return torch.cat([prompt, new], dim=1)


CONTEXTS = {
    "greedy": lambda p, n: torch.cat([p, n], 1),
    "greedy after a prompt that ends twice": lambda p, n: torch.cat([p, p[:, -1:], n], 1),
    "that of the newest token alone": lambda p, n: n[:, -1:] if n.numel() else p,
    "that of the new tokens alone": lambda p, n: n if n.numel() else p,
    "that of the last two tokens": lambda p, n: torch.cat([p, n], 1)[
        :, -2 if n.shape[1] > 1 else 0 :
    ],
}


def meaning(
    model: nn.Module, prompt: Tensor, found: Tensor, count: int, names: Any = ("greedy",)
) -> str:
    """Which way of choosing tokens gives this text, with or without the prompt."""
    old = prompt.shape[1]
    for name in names:
        text = choices(model, prompt, count, CONTEXTS[name])
        if torch.equal(found, text) or torch.equal(found, text[:, old:]):
            return name
    return "another one"


def generated(get: Any, setting: Any, layers: int, prompt: Tensor, count: int) -> Tensor:
    """The text of a model of its own: what it keeps is gone afterwards."""
    return built(get, setting, layers).generate(prompt.clone(), count)


def short(get: Any, setting: Any, record: dict[str, Any]) -> None:
    model = built(get, setting, layers=2)
    record["first"] = meaning(model, PROMPT, generated(get, setting, 2, PROMPT, 1), 1)
    found = generated(get, setting, 2, PROMPT, 0)
    record["nothing"] = "the prompt" if torch.equal(found, PROMPT) else "something else"
    found = generated(get, setting, 2, PROMPT, 6)
    record["dtype"] = str(found.dtype)
    record["length"] = torch.zeros(found.shape)
    record["text"] = meaning(model, PROMPT, found, 6)
    one = PROMPT[:1, :1]
    record["single"] = meaning(model, one, generated(get, setting, 2, one, 4), 4)


def one_layer(get: Any, setting: Any, record: dict[str, Any]) -> None:
    model, prompt = built(get, setting, layers=1), PROMPT.clone()
    found = built(get, setting, layers=1).generate(prompt, 6)
    record["prompt"] = "as it was" if torch.equal(prompt, PROMPT) else "changed"
    record["text"] = meaning(model, PROMPT, found, 6)


class PositionsAlike(TorchFunctionMode):
    """No angle turns anything, so that rotary and sinusoidal positions are all alike."""

    MADE = {"sin": torch.zeros_like, "cos": torch.ones_like, "polar": torch.ones_like}

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        found = func(*args, **(kwargs or {}))
        made = self.MADE.get(getattr(func, "__name__", ""))
        return found if made is None else made(found)


def unplaced(get: Any, setting: Any, record: dict[str, Any]) -> None:
    """One layer whose positions are all alike: a context is then nothing but a set of tokens."""
    with PositionsAlike():
        model, other = (built(get, setting, layers=1) for _ in range(2))
        with torch.no_grad():
            for one in (model, other):
                for t in (*one.parameters(), *one.buffers()):
                    if list(t.shape).count(MAX_LEN) == 1 and t.dtype != torch.bool:
                        t.copy_(t.mean(t.shape.index(MAX_LEN), keepdim=True).expand_as(t))
        found = other.generate(MANY.clone(), 4)
        record["text"] = meaning(model, MANY, found, 4, CONTEXTS)
        if record["text"] == "another one":
            # In full: a mistake that no context stands for is known by its own numbers only.
            record["text"] = f"another one, {found[:8, 3:].flatten().tolist()}"
            if by_first_key(found):
                record["text"] = "that of the newest token and the first one's value"


def by_first_key(text: Tensor) -> bool:
    """Whether the second new token is a function of the first token and the newest, both."""
    rows = text.tolist()
    found = {(row[0], row[3], row[4]) for row in rows}
    both = {(row[0], row[3]) for row in rows}
    newest = {(row[3], row[4]) for row in rows}
    return len(found) == len(both) and len(newest) > len({row[3] for row in rows})


class Work(TorchDispatchMode):
    """Counts multiplications."""

    FACTOR = {"mm": 0, "bmm": 0, "mv": 0, "dot": 0, "addmm": 1, "baddbmm": 1, "addmv": 1}

    def __init__(self) -> None:
        super().__init__()
        self.done = 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        if torch.is_inference_mode_enabled():  # there, matmul and linear come whole
            with self:
                found = func.decompose(*args, **(kwargs or {}))
            if found is not NotImplemented:
                return found
        found, name = func(*args, **(kwargs or {})), func.overloadpacket.__name__
        if name in self.FACTOR:
            self.done += found.numel() * args[self.FACTOR[name]].shape[-1]
        elif name == "mul":
            self.done += found.numel()
        return found


class Kept:
    """A tensor that a graph holds. It must not hold the graph in turn."""

    def __init__(self, tensor: Tensor) -> None:
        self.tensor = tensor.detach()


@contextlib.contextmanager
def graphs(peak: list[int]) -> Iterator[None]:
    """Appends how many tensors all graphs hold, whenever another one is held."""
    held: WeakSet[Kept] = WeakSet()

    def pack(tensor: Tensor) -> Kept:
        kept = Kept(tensor)
        held.add(kept)
        peak.append(len(held))
        return kept

    with saved_tensors_hooks(pack, lambda kept: kept.tensor):
        yield


def cost(get: Any, setting: Any, record: dict[str, Any]) -> None:
    model, prompt = built(get, setting, layers=2), TEXTS[:2, :2]
    with Work() as whole:
        model(TEXTS[:2, : MAX_LEN - 1])
    with Work() as generated:
        model.generate(prompt.clone(), MAX_LEN - 2)
    several = generated.done > 1.5 * whole.done
    record["work"] = "several passes over the text" if several else "one pass over the text"
    few, many = [0], [0]
    for peak, count in ((few, 2), (many, MAX_LEN - 2)):
        model = built(get, setting, layers=1)
        with graphs(peak):
            model.generate(prompt.clone(), count)
    record["graph"] = "for all steps" if max(many) > 1.5 * max(few) else "for one step at most"


def again(get: Any, setting: Any, record: dict[str, Any]) -> None:
    model, prompt = built(get, setting, layers=2), PROMPT[:, :2]
    before = logits(model, PROMPT)
    found = model.generate(prompt.clone(), 2)
    record["forward"] = "as before" if alike(logits(model, PROMPT), before) else "other than before"
    same = torch.equal(found, model.generate(prompt.clone(), 2))
    record["repeat"] = "the same" if same else "another"
    other = PROMPT[3:5]
    found = model.generate(other.clone(), 3)
    record["other"] = meaning(built(get, setting, layers=2), other, found, 3)


def long_text(get: Any, setting: Any, record: dict[str, Any]) -> None:
    model = built(get, setting, layers=2)
    record["text"] = meaning(model, PROMPT, generated(get, setting, 2, PROMPT, 9), 9)


def long_prompt(get: Any, setting: Any, record: dict[str, Any]) -> None:
    model = built(get, setting, layers=2)
    record["text"] = meaning(model, TEXTS, generated(get, setting, 2, TEXTS, 3), 3)


def scenario(run: Any, stage: str, once: bool = True, **named: str) -> Scenario:
    return Scenario(run.__name__.replace("_", " "), run, named, stage, once=once)


QUESTION = procedures.question(
    __file__,
    "MiniGPT",
    scenarios=(
        scenario(
            forward,
            "forward",
            once=False,
            shape="The tensor of logits",
            prefix="The row of logits for the first tokens alone",
            order="The row of last logits after two earlier tokens change places",
            loss="The loss",
        ),
        scenario(
            short,
            "text",
            first="The first new token",
            dtype="The dtype of the text",
            length="The text that is generated",
            text="The continuation",
            single="The continuation of one token",
            nothing="The text for `max_new_tokens=0`",
        ),
        scenario(
            one_layer,
            "text",
            once=False,
            text="The continuation by one layer",
            prompt="The tensor that holds the prompt",
        ),
        scenario(unplaced, "text", text="The continuation by one layer, with all positions alike,"),
        scenario(
            again,
            "again",
            forward="The result of `forward` after generation",
            repeat="The text of a second call",
            other="The continuation of another batch",
        ),
        scenario(long_text, "window", text="The continuation beyond `max_len`"),
        scenario(long_prompt, "window", text="The continuation of a prompt longer than `max_len`"),
        scenario(
            cost, "cost", work="The work for 7 new tokens", graph="The graph that generation keeps"
        ),
    ),
    titles={
        "forward": "forward and loss are as they were",
        "text": "The text is greedy",
        "again": "Each call starts with an empty cache",
        "window": "The text is greedy beyond max_len, too",
        "cost": "Each token costs one position",
    },
    notes=frozenset({"graph-kept"}),
    forbidden=(
        "torch.nn.MultiheadAttention",
        "torch.nn.functional.multi_head_attention_forward",
        *(
            f"torch.nn.Transformer{part}"
            for part in ("", "Encoder", "EncoderLayer", "Decoder", "DecoderLayer")
        ),
    ),
)
STAGES = QUESTION.stages
