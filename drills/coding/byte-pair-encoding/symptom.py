"""What is seen of byte-pair encoding: how far it compresses, and what comes back."""

from __future__ import annotations

import types

from grader.symptoms import Symptom

_TEXT = (
    "she sells sea shells, the shells she sells are sea shells. aaaa, naïve café: "
    "ça va, ça va? Élève, élève! hahahahaha, lalalala, bananas and ananas "
) * 2
_OTHERS = ("shells", "s'il vous plaît", "", "aaaaa", "日本語", "alas, nana", "the sea sells")


def symptom(program: types.ModuleType) -> Symptom:
    """Learns from a short text, encodes it and others, and decodes them again."""
    sizes = []
    for number in range(0, 61, 5):
        merges = program.train_bpe(_TEXT, number)
        sizes.append(len(program.encode(_TEXT, merges)))
    every = program.train_bpe(_TEXT, 1000)
    tokens = [int(token) for text in _OTHERS for token in program.encode(text, merges)]
    texts = (_TEXT, *_OTHERS)
    same = [program.decode(program.encode(text, merges), merges) == text for text in texts]
    none = program.train_bpe("a", 0)
    letter = program.encode("é", none)
    halves = [program.decode(letter[place : place + 1], none) for place in range(len(letter))]
    return Symptom(
        "learned up to 60 merges from a short text, encoded it and other texts, and decoded them",
        {"The number of tokens by the number of merges": sizes},
        {
            "The share of texts that come back unchanged (%)": 100 * sum(same) / len(same),
            "The number of merges that can be learned": len(every),
            "The number of merges learned from a single letter": len(program.train_bpe("a", 5)),
            "The number of tokens of the other texts": len(tokens),
            "The largest token": max(tokens),
            "The number of characters when the two bytes of “é” are decoded one by one": sum(
                map(len, halves)
            ),
        },
    )
