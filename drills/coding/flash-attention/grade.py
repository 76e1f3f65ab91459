"""Attention by blocks: what it returns, and the largest tensor that is made on the way."""

import torch
from torch.overrides import TorchFunctionMode

from grader import functions
from grader.functions import Probe
from grader.numbers import randn
from grader.programs import Scenario


class Largest(TorchFunctionMode):
    """Remembers the size of the largest tensor that any operation returns."""

    def __init__(self):
        super().__init__()
        self.size = 0

    def __torch_function__(self, func, types, args=(), kwargs=None):
        result = func(*args, **(kwargs or {}))
        for one in result if isinstance(result, (tuple, list)) else (result,):
            if isinstance(one, torch.Tensor):
                self.size = max(self.size, one.numel())
        return result


def memory(get, setting, record):
    """One head and 64 positions, so that blocks of 64 keys would hold the whole matrix."""
    query, key, value = (randn(1, 1, 64, 2, seed=n, dtype=setting.dtype) for n in (21, 22, 23))
    for name, masked in (("plain", False), ("causal", True)):
        with Largest() as largest:
            get("flash_attention")(query, key, value, block_size=8, causal=masked)
        record[name] = "at least Tq * Tk" if largest.size >= 64 * 64 else "below Tq * Tk"


def steered(count, first, seed):
    """Vectors that differ little, in multiples of 1/8: float32 holds their large scores exactly."""
    rest = (randn(2, 3, count, 3, seed=seed) * 8).round() / 8
    return torch.cat([torch.full((2, 3, count, 1), first), rest], dim=-1)


Q, K, V = (randn(2, 3, length, 4, seed=seed) for length, seed in ((5, 1), (7, 2), (7, 3)))
SQUARE = tuple(randn(2, 3, 7, 4, seed=seed) for seed in (4, 5, 6))
NEAR, FAR = steered(5, 160.0, seed=7), steered(7, -125.0, seed=8)
GROWING = K + torch.arange(7.0)[:, None] * Q.sign().mean(2, keepdim=True) * 5


def probe(label, *tensors, stage="values", **named):
    return Probe(label, tensors, named, stage=stage)


def causal(label, *tensors, **named):
    return probe(label, *tensors, stage="causal", causal=True, **named)


MEMORY = {
    "plain": "The largest tensor for 64 queries and keys in blocks of 8",
    "causal": "The largest tensor for 64 queries and keys in blocks of 8, with `causal=True`,",
}
QUESTION = functions.question(
    __file__,
    "flash_attention",
    probes=(
        probe("for 7 keys in blocks of 3", Q, K, V, block_size=3),
        probe("for 6 keys in blocks of 2", Q, K[:, :, :6], V[:, :, :6], block_size=2),
        probe("for 7 keys in one block of 7", Q, K, V, block_size=7),
        probe("with the default block size", Q, K, V),
        probe("in blocks of one key", Q, K, V, block_size=1),
        probe("for keys that match better and better", Q, GROWING, V, block_size=2),
        probe("for a single query", Q[:, :, :1], K, V, block_size=2),
        probe("for a single key", Q[:1], K[:1, :, :1], V[:1, :, :1], block_size=2),
        causal("with `causal=True` in blocks of 3", *SQUARE, block_size=3),
        causal("with `causal=True` in blocks of 2", *(x[:, :, :6] for x in SQUARE), block_size=2),
        causal("with `causal=True` in one block", *SQUARE),
        probe("for scores of 10,000", Q * 1000, K * 40, V, block_size=3, stage="large"),
        probe("for scores of -10,000", NEAR, FAR, V, block_size=3, stage="large"),
    ),
    scenarios=(Scenario("memory", memory, MEMORY, "memory", "flash_attention", once=True),),
    titles={
        "values": "It equals attention, whatever the block size",
        "causal": "A query sees no later key",
        "large": "Large scores give accurate results",
        "memory": "The matrix of scores is never held as a whole",
    },
    gradients=False,
    names={"unchanged": "inplace-changes-input"},
    forbidden=(
        "torch.nn.functional.scaled_dot_product_attention",
        "torch.nn.functional.multi_head_attention_forward",
        "torch.nn.MultiheadAttention",
    ),
)
STAGES = QUESTION.stages
