"""Sampling: the probabilities, and a sampler that is watched as it draws from them."""

import math

import torch

from grader import functions
from grader.functions import Probe
from grader.numbers import randn
from grader.programs import Scenario

X = randn(3, 7, seed=1) * 2
MASKED = torch.tensor([[0.3, -math.inf, 1.1, -math.inf, 0.2, -1.0]])
ROWS = torch.tensor([[0.4, 1.0, -0.5, 0.1, -math.inf], [1.2, 0.0, 0.9, -0.7, 0.3]])
DRAWS = 300  # for each row
STATES = ("the one from before", "another one")


def probe(label, x=X, **named):
    return Probe(label, (x,), named, of="next_token_probs")


def drawn(get, setting, record):
    """Draws with and without a generator."""
    rows = ROWS.to(setting.dtype, copy=True)

    def sample(generator=None, copies=30):
        return get("sample_next_token")(rows.repeat(copies, 1), generator=generator)

    tokens = sample(copies=DRAWS)
    record["shape"], record["dtype"] = torch.zeros(tokens.shape), str(tokens.dtype)
    record["single"] = torch.zeros(get("sample_next_token")(rows[:1].clone()).shape)
    record["frequencies"] = fit(tokens, get("next_token_probs")(rows.clone()))
    source = torch.Generator().manual_seed(3)
    start, state = source.get_state(), torch.get_rng_state()
    tokens = sample(source)
    record["state"] = compared(start, source.get_state(), STATES)
    record["global state"] = compared(state, torch.get_rng_state(), STATES)
    record["next draw"] = compared(tokens, sample(source))
    source.set_state(start)
    record["repetition"] = compared(tokens, sample(source))
    torch.manual_seed(5)
    tokens = sample()
    record["global next draw"] = compared(tokens, sample())
    torch.manual_seed(5)
    record["global repetition"] = compared(tokens, sample())


def restricted(get, setting, record):
    """Draws with all filters on."""
    rows, options = ROWS.to(setting.dtype, copy=True), (0.8, 3, 0.9)
    probs = get("next_token_probs")(rows.clone(), *options)
    source = torch.Generator().manual_seed(4)
    tokens = get("sample_next_token")(rows.repeat(DRAWS, 1), *options, source)
    record["filtered"] = fit(tokens, probs)


def compared(first, second, words=("the same tokens", "other tokens")):
    return words[0] if torch.equal(first, second) else words[1]


def fit(tokens, probs):
    """What the tokens were drawn from, within five standard deviations of each count."""
    counts = torch.stack([torch.bincount(row, minlength=5) for row in tokens.reshape(-1, 2).T])
    expected = probs.to(torch.float64) / probs.to(torch.float64).sum(-1, keepdim=True)
    allowed = 5 * (DRAWS * expected * (1 - expected)).sqrt() + 1e-6
    if bool(((counts - DRAWS * expected).abs() <= allowed).all()):
        return "`next_token_probs`"
    return "a single token" if bool((counts == DRAWS).any(-1).all()) else "another distribution"


FACETS = {
    "shape": "The tensor of sampled tokens",
    "single": "The tensor of sampled tokens for a batch of one",
    "dtype": "The dtype of the sampled tokens",
    "frequencies": "The distribution of the sampled tokens",
    "state": "The state of the generator after a draw",
    "global state": "The state of the global generator after a draw from another one",
    "next draw": "The second draw with a generator",
    "repetition": "A draw with a generator in the same state",
    "global next draw": "The second draw without a generator",
    "global repetition": "A draw without a generator after the same seed",
}
FILTERED = {"filtered": "The distribution of the sampled tokens with filters"}
QUESTION = functions.question(
    __file__,
    "next_token_probs",
    "sample_next_token",
    probes=(
        probe("with the defaults"),
        probe("at temperature 0.5", temperature=0.5),
        probe("at temperature 2", temperature=2.0),
        probe("at temperature 0", temperature=0),
        probe("with `top_k=3`", top_k=3),
        probe("with `top_k=1`", top_k=1),
        probe("with `top_k=20`", top_k=20),
        probe("with `top_p=0.95`", top_p=0.95),
        probe("with `top_p=0.7`", top_p=0.7),
        probe("with `top_p=0.05`", top_p=0.05),
        probe("with `top_k=3` and `top_p=0.8`", top_k=3, top_p=0.8),
        probe("with temperature 2 and `top_p=0.7`", temperature=2.0, top_p=0.7),
        probe("with temperature 2, `top_k=4` and `top_p=0.7`", temperature=2.0, top_k=4, top_p=0.7),
        probe("for forbidden tokens", MASKED, top_k=2),
        probe("for logits of 10,000", torch.tensor([[1e4, -1e4, 9e3]]), top_p=0.9),
        probe("for a batch of one", X[:1], top_p=0.7),
        probe("for a vocabulary of one", randn(2, 1, seed=5), top_k=2, top_p=0.5),
    ),
    scenarios=(
        Scenario("drawn", drawn, FACETS, "sampler", "sampler"),
        Scenario("restricted", restricted, FILTERED, "sampler", "filters"),
    ),
    titles={
        "values": "The probabilities are right",
        "sampler": "The sampler draws from them with the generator it is given",
    },
    gradients=False,
    names={"unchanged": "inplace-changes-input"},
    off={"chance": "The sampler draws at random, and a second call finds random probabilities."},
)
STAGES = QUESTION.stages
