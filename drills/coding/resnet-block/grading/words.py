"""One sentence for each mistake of this drill, and how much each explains."""

from __future__ import annotations

from grader.findings import Finding

# id: (weight, sentence); {at} names the case or the class, {detail} what was seen.
_SENTENCES: dict[str, tuple[float, str]] = {
    "inplace-changes-input": (9.0, "{at} writes into the tensor that it is given."),
    "pre-activation-order": (8.5, "In {at} {detail} before the first convolution (ResNet v2)."),
    "shortcut-missing": (8.0, "In {at} nothing is added to the main path: {detail}."),
    "expansion-wrong": (7.8, "{at} returns {detail} channels."),
    "shortcut-not-projected": (7.5, "{at} needs a projection on the shortcut: {detail}."),
    "kernel-size-wrong": (7.2, "In {at} {detail}."),
    "padding-wrong": (7.0, "In {at} {detail}."),
    "stride-misplaced": (6.8, "In {at} {detail}."),
    "layers-shared": (6.6, "In {at} {detail}."),
    "shortcut-always-projected": (
        6.5,
        "{at} sends its input through a convolution on the shortcut although the shapes agree.",
    ),
    "bn-after-relu": (6.2, "In {at} {detail} goes through ReLU first and batch norm after it."),
    "relu-before-add": (6.0, "In {at} the main path goes through ReLU before the addition."),
    "shortcut-activated": (5.8, "In {at} the shortcut goes through ReLU before the addition."),
    "bn-missing": (5.6, "In {at} {detail} is not followed by batch norm."),
    "shortcut-without-bn": (5.4, "In {at} the shortcut's convolution has no batch norm."),
    "mid-relu-missing": (5.2, "In {at} no ReLU stands between {detail}."),
    "final-relu-missing": (5.0, "In {at} no ReLU follows the addition: the output is negative."),
    "inplace-breaks-backward": (4.0, "In {at} backward raises: {detail}"),
    "conv-bias-with-bn": (0.0, "In {at} {detail} has a bias, which its batch norm cancels."),
}
ORDINALS = ("first", "second", "third", "fourth", "fifth")


def finding(
    mistake: str, at: str, detail: str = "", line: int | None = None, explains: tuple = ()
) -> Finding:
    weight, sentence = _SENTENCES[mistake]
    severity = "note" if mistake == "conv-bias-with-bn" else "error"
    return Finding(
        mistake,
        sentence.format(at=at, detail=detail),
        line,
        weight=weight,
        severity=severity,
        explains=frozenset(explains),
        blocks=False,
    )


def unnamed(text: str) -> Finding:
    return Finding(None, text, blocks=False)


def ordinal(index: int, count: int) -> str:
    """``the second convolution``; ``the last convolution`` for the last."""
    word = "last" if index == count - 1 and count > 1 else ORDINALS[min(index, 4)]
    return f"the {word} convolution"
