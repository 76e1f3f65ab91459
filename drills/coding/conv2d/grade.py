"""Two-dimensional convolution: one function, with stride, padding and an optional bias."""

from grader import functions
from grader.functions import Probe
from grader.numbers import randn

X = randn(2, 3, 7, 6, seed=1)
KERNEL, BIAS = randn(4, 3, 3, 2, seed=2), randn(4, seed=3)
SQUARE, SQUARE_KERNEL = randn(2, 3, 6, 6, seed=4), randn(4, 3, 3, 3, seed=5)


def probe(label, x=X, weight=KERNEL, bias=BIAS, **named):
    return Probe(label, (x, weight, bias), named)


PROBES = (
    Probe("without options", (X, KERNEL)),
    probe("with a bias"),
    probe("with `stride=2`", stride=2),
    probe("with `stride=3`", stride=3),
    probe("with `padding=1`", padding=1),
    probe("with `padding=2`", padding=2),
    Probe("with `stride=2` and `padding=1`", (X, KERNEL, BIAS, 2, 1)),
    probe("for a square image and kernel", SQUARE, SQUARE_KERNEL),
    probe("for a square image with both options", SQUARE, SQUARE_KERNEL, stride=2, padding=1),
    probe("for a batch of one", X[:1]),
    probe("for one input channel", X[:, :1], KERNEL[:, :1]),
    probe("for a 1x1 kernel", X, KERNEL[:, :, :1, :1]),
    probe("for a kernel that covers the image", X, randn(4, 3, 7, 6, seed=6)),
    probe("for entries in the thousands", X * 4e3),
)
QUESTION = functions.question(
    __file__,
    "conv2d",
    probes=PROBES,
    names={"unchanged": "inplace-changes-input", "gradients": "gradient-cut"},
    forbidden=(
        *(f"torch.nn.functional.conv{name}" for name in ("1d", "2d", "3d")),
        *(f"torch.nn.functional.conv_transpose{n}d" for n in (1, 2, 3)),
        *(f"torch.conv{name}" for name in ("1d", "2d", "3d", "olution")),
        *(f"torch.conv_transpose{n}d" for n in (1, 2, 3)),
        *(f"torch.nn.{kind}{n}d" for kind in ("Conv", "ConvTranspose") for n in (1, 2, 3)),
    ),
)
STAGES = QUESTION.stages
