"""Byte-pair encoding: what is learned from a text, and how texts become tokens and text again."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial
from operator import index
from pathlib import Path
from typing import Any

import torch

from grader import procedures
from grader.programs import Scenario
from grader.reference import Reference

Merges = list[tuple[int, int]]
LEARN: Callable[[str, int], Merges] = Reference(Path(__file__).parent).get("train_bpe")
SEA, VERSE = "she sells sea shells, the shells she sells", "ça va, ça ira; où ça? là, où ça va"
SHELLS = LEARN(SEA, 12)
COMPETING = LEARN("abc-abc+bc*bc/bc=ab?ab", 3)  # bc, abc, ab
HENS = LEARN("she he then where there sent tent hen net", 8)
FLAT = LEARN("bc-bc+ab*ab", 2)
RUNS = LEARN("aaaaaaaaaaaa", 3)
ACCENTS = LEARN(VERSE, 9)


def in_words(merges: Any) -> Any:
    """Each merge in words; whether they stand in a list or a dict is free."""
    pairs = merges.items() if isinstance(merges, dict) else zip(merges, range(256, 10**6))
    return [f"({index(left)}, {index(right)}) -> {index(new)}" for (left, right), new in pairs]


def numbers(ids: Any) -> Any:
    """The tokens in a list; a tuple and a tensor are as good."""
    ids = ids.tolist() if hasattr(ids, "tolist") else ids
    return [index(token) for token in ids] if isinstance(ids, (list, tuple)) else ids


def as_theirs(get: Callable[[str], Any], merges: Merges) -> Any:
    """The merges in the form in which the program returns its own."""
    own: Any = []
    with contextlib.suppress(Exception):  # what is wrong with its training is told elsewhere
        own = get("train_bpe")("ababab", 1)
    if isinstance(own, dict):
        return {pair: new for new, pair in enumerate(merges, start=256)}
    return [list(pair) if own and isinstance(own[0], list) else pair for pair in merges]


def train(text: str, num_merges: int, get, setting, record):
    merges = get("train_bpe")(text, num_merges)
    record["merges"] = merges
    with contextlib.suppress(TypeError, ValueError):  # else it is told as it is
        record["merges"] = in_words(merges)


def encode(text: str, merges: Merges, get, setting, record):
    theirs = as_theirs(get, merges)
    record["ids"] = numbers(get("encode")(text, theirs))
    record["merges"] = in_words(theirs)


def decode(ids: list[int], merges: Merges, get, setting, record):
    own: Any = ids
    with contextlib.suppress(Exception):  # decode takes what encode returns
        own = get("encode")("ab", as_theirs(get, merges))
    given: Any = ids
    if isinstance(own, torch.Tensor):
        given = own.new_tensor(ids)
    elif isinstance(own, tuple):
        given = tuple(ids)
    theirs = as_theirs(get, merges)
    record["text"] = get("decode")(given, theirs)
    record["merges"] = in_words(theirs)


def training(label: str, text: str, num_merges: int) -> Scenario:
    run, what = partial(train, text, num_merges), f"The list of merges learned from {label}"
    return Scenario(f"train: {label}", run, {"merges": what}, "merges", "train_bpe")


def encoding(label: str, text: str, merges: Merges) -> Scenario:
    run, what = partial(encode, text, merges), f"The list of tokens of {label}"
    kept = {"merges": f"After a call of `encode` with {label}, the list of merges"}
    return Scenario(f"encode: {label}", run, {"ids": what, **kept}, "tokens", "encode")


def decoding(label: str, ids: list[int], merges: Merges) -> Scenario:
    run, what = partial(decode, ids, merges), f"The text decoded from {label}"
    kept = {"merges": f"After a call of `decode` with {label}, the list of merges"}
    return Scenario(f"decode: {label}", run, {"text": what, **kept}, "text", "decode")


QUESTION = procedures.question(
    __file__,
    "train_bpe",
    "encode",
    "decode",
    scenarios=(
        training("a text without ties", "cadddddbcabca", 3),
        training("a text with ties", "she sells sea shells", 6),
        training("a text with a tie between a new and an old pair", "abxabx-pq+pq*ab", 3),
        training("a run of 11 equal letters", "a" * 11, 3),
        training("runs of equal letters", "bbbabbbbabbb", 2),
        training("a text with accents", VERSE, 6),
        training("a text with spaces, capitals and line ends", " A\r\n A\r\n a\r\n  A\r\n", 4),
        training("a text in which soon no pair occurs twice", "abcabc", 9),
        training("the text `aaa`", "aaa", 5),
        training("the text `ab`", "ab", 5),
        training("the text `a`", "a", 5),
        training("the empty text", "", 5),
        training("a text with `num_merges=0`", "abab", 0),
        encoding("the training text", SEA, SHELLS),
        encoding("another text", "all sells, he shells", SHELLS),
        encoding("a text in which two merges compete", "abcabab", COMPETING),
        encoding("a text in which many merges compete", "she hen ten then her", HENS),
        encoding("a run of 7 equal letters", "a" * 7, RUNS),
        encoding("a text with accents", "ça là, où", ACCENTS),
        encoding("a text with spaces, capitals and line ends", " She\r\n SELLS \n", SHELLS),
        encoding("a text without any merges", "né", []),
        encoding("a single letter", "s", SHELLS),
        encoding("the empty text", "", SHELLS),
        decoding("plain bytes", list("né 東京".encode()), []),
        decoding("tokens of one merge each", [257, 99, 256, 257], FLAT),
        decoding("merges of merges", [261, 262, 44, 263, 97], SHELLS),
        decoding("a character in two tokens", [262, 185, 32, 256, 97], ACCENTS),
        decoding("bytes that are not UTF-8", [230, 157, 65, 255, 258], SHELLS),
        decoding("no tokens", [], SHELLS),
    ),
    titles={
        "merges": "Training learns the right merges",
        "tokens": "Encoding applies the merges in the order in which they were learned",
        "text": "Decoding gives back every text",
    },
    off={"float32": "There are no floating-point numbers."},
    prints=lambda text, shapes: bool(text.strip()),
    no_print="Running the file prints nothing.",
    forbidden=(
        "tiktoken.get_encoding",
        "tokenizers.Tokenizer",
        "tokenizers.ByteLevelBPETokenizer",
        "sentencepiece.SentencePieceProcessor",
    ),
)
STAGES = QUESTION.stages
