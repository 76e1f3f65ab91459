"""What is seen of byte-pair encoding: how far it compresses, and what comes back."""

from __future__ import annotations

import types

from grader.symptoms import Symptom

_TEXT = (
    "she sells sea shells, the shells she sells are sea shells. aaaa, naïve café: "
    "ça va, ça va? Élève, élève! hahahahaha, lalalala, bananas and ananas "
) * 2
_OTHERS = ("shells", "a banana, s'il vous plaît", "", "aaaaa", "日本語", "é", "the sea sells")


def symptom(program: types.ModuleType) -> Symptom:
    """Learns from a text of some lines, encodes it and others, and decodes them again."""
    sizes = []
    for number in range(0, 61, 5):
        merges = program.train_bpe(_TEXT, number)
        sizes.append(len(program.encode(_TEXT, merges)))
    every = program.train_bpe(_TEXT, 1000)
    tokens = [token for text in _OTHERS for token in list(program.encode(text, merges))]
    texts = (_TEXT, *_OTHERS)
    same = [program.decode(program.encode(text, merges), merges) == text for text in texts]
    whole = program.encode(_TEXT, merges)
    parts = [program.decode(whole[i : i + 1], merges) for i in range(len(whole))]
    return Symptom(
        "learned up to 60 merges from a short text, encoded it and some words, and decoded them again",
        {"The number of tokens by the number of merges": sizes},
        {
            "The share of texts that come back as they were (%)": 100 * sum(same) / len(same),
            "The number of merges that can be learned": len(every),
            "The number of tokens of the other texts": len(tokens),
            "The number of characters when tokens are decoded one by one": sum(map(len, parts)),
        },
    )
