"""ResNet blocks: two classes, built so that no two convolutions of a block look alike."""

from __future__ import annotations

from collections.abc import Iterator

from grader import layers
from grader.functions import Probe
from grader.numbers import randn

BASIC, BOTTLENECK = "BasicBlock", "Bottleneck"
TRAIN, EVAL = "in train mode", "in evaluation mode"
HOME = "torchvision.models.resnet"
FORBIDDEN = (
    f"{HOME}.{BASIC}",
    f"{HOME}.{BOTTLENECK}",
    *(f"{home}.resnet{depth}" for depth in (18, 34, 50, 101, 152) for home in ("torchvision.models", HOME)),
)


def probes(of: str, inputs: int, width: int, same: int, other: int) -> Iterator[Probe]:
    """``same`` input channels are as many as the block returns, ``other`` are not. Both sides of an
    image are odd and different, so that it shows how they are rounded."""

    def probe(label: str, init: tuple[int, ...], *image: int, once: bool = True) -> Probe:
        batch, height, size = image
        x = randn(batch, init[0], height, size, seed=init[0] + height)
        if height > 10:  # one bright pixel: what is cut off at 6 shows
            x[0, :, height // 2, size // 2] *= 1000
        training = EVAL not in label and height > 1
        return Probe(label, (x,), of=of, init=init, training=training, once=once)

    strided, plain = (inputs, width, 2), (same, width)
    yield probe(TRAIN, strided, 3, 7, 9, once=False)
    yield probe(TRAIN, plain, 2, 15, 17, once=False)
    yield probe(TRAIN, (other, width), 3, 7, 9)
    yield probe(TRAIN, (same, width, 3), 3, 7, 9)
    yield probe(EVAL, strided, 3, 7, 9)
    yield probe(EVAL, plain, 3, 7, 9, once=False)
    yield probe("for a batch of one", strided, 1, 7, 9)
    # Where padding is missing the main path ends in one pixel, which broadcasts.
    yield probe("for an image of five by five pixels", plain, 3, 5, 5)
    yield probe("for an image of three by three pixels", plain, 3, 3, 3)
    yield probe("for an image of one pixel", plain, 2, 1, 1)
    yield probe("for an image of one pixel", strided, 2, 1, 1)


QUESTION = layers.question(
    __file__,
    {BASIC: (3, 5, 2), BOTTLENECK: (6, 4, 2)},
    probes=(*probes(BASIC, 3, 5, 5, 3), *probes(BOTTLENECK, 6, 4, 16, 4)),
    titles={"values": "Both blocks are built as the contract says"},
    names={
        "unchanged": "inplace-changes-input",
        "backward": "inplace-breaks-backward",
        "shared": "layers-shared",
        "cancelled": "conv-bias-with-bn",
    },
    notes=frozenset({"conv-bias-with-bn"}),
    forbidden=FORBIDDEN,
)
STAGES = QUESTION.stages
