"""VAE: the loss by its values; the network, whose layers are free, by what it can do."""

from dataclasses import replace

import torch

from grader import functions
from grader.functions import Probe
from grader.judgement import Condition, Group
from grader.numbers import precision, randn, randomise
from grader.parameters import all_weights, dead_parameters, unregistered
from grader.programs import Scenario

SIZES = (7, 11, 3)  # features, hidden units, latent dimensions
MU, LOGVAR, NOISE = randn(4, 3, seed=1), randn(4, 3, seed=2) * 1.5, randn(4, 3, seed=3)
X, LEFT, RIGHT = (torch.sigmoid(randn(4, 7, seed=s) * 3) for s in (5, 6, 7))
BATCH = (randn(4, 7, seed=4) * 2, X, MU, LOGVAR)
ZEROS = (torch.zeros(4, 7), X, torch.zeros(4, 3), torch.zeros(4, 3))
FAR = torch.tensor([[1e4, -1e4, -1e4], [-1e4, 1e4, 1e4]])
LABELS, PAIR = (FAR > 0).double(), (MU[:2, :1], LOGVAR[:2, :1])


def ceiling(value):
    """Makes all that a wrong formula gives for far logits alike: infinity, NaN and any cap."""
    value = functions.first(value)
    if not isinstance(value, torch.Tensor) or value.dim():
        return value
    return value if 1000 < float(value) < torch.inf else "not what the wrong labels cost"


def slope(of, *leaves):
    """The gradients of a sum, as far as there are any."""
    if of.requires_grad:
        of.sum().backward()
    return [leaf.grad for leaf in leaves]


def backward(get, setting, record):
    logits, x, mu, logvar = (one.to(setting.dtype, copy=True) for one in BATCH)
    leaves = logits.requires_grad_(), mu.requires_grad_(), logvar.requires_grad_()
    loss = functions.first(get("vae_loss")(logits, x, mu, logvar, 0.7))
    record["gradients"] = slope(loss, *leaves)


def network(get, setting, seed=0):
    """A model with large random weights, hidden ones included: it bends, and leaves [-1, 1]."""
    vae = get("VAE")(*SIZES).to(setting.dtype)
    randomise(all_weights(vae), seed, 1.2)
    return vae


def sampling(get, setting, record):
    for training, mode in enumerate(("eval", "train")):
        vae, noise = network(get, setting).train(bool(training)), NOISE.to(setting.dtype, copy=True)
        leaves = [one.to(setting.dtype, copy=True).requires_grad_() for one in (MU, LOGVAR)]
        mu, logvar = leaves[0] * 1, leaves[1] * 1
        z = vae.reparameterize(mu, logvar, noise=noise)
        record[f"given, {mode}"], record["slope"] = z.detach(), slope(z, *leaves)
        kept = torch.equal(mu, leaves[0]) and torch.equal(logvar, leaves[1])
        record["arguments"] = "as they were" if kept else "changed"


def drawing(get, setting, record):
    for training, mode in enumerate(("eval", "train")):
        mu = torch.full((800, 3), 0.5, dtype=setting.dtype, requires_grad=True)
        logvar = torch.zeros_like(mu, requires_grad=True)  # a deviation of 1, right or wrong
        z = network(get, setting).train(bool(training)).reparameterize(mu * 1, logvar * 1)
        noise = z.detach() - 0.5
        record[f"drawn, {mode}"] = distribution(noise)
        ones, half = slope(z, mu, logvar)
        cut = ones is None or half is None
        exact = not cut and torch.allclose(half, noise / 2, atol=1e-5)
        record["slope of a draw"] = "that of a sum" if exact else "another"


def distribution(noise):
    """What was drawn, within five standard errors of each moment."""
    for what, other in (("samples", noise[:1]), ("dimensions", noise[:, :1])):
        if bool((noise == other).all()):
            return f"the same for all {what}" if bool(noise.any()) else "none"
    moments = noise.mean(), noise.pow(2).mean() - 1, noise.pow(4).mean() - 3
    found = (*moments, (noise[:, 0] * noise[:, 1]).mean())
    normal = all(abs(float(m)) < most for m, most in zip(found, (0.102, 0.144, 1.0, 0.177)))
    return "standard normal" if normal else "something else"


def layers(get, setting, record):
    """With one draw of the weights alone, a free output may happen to be positive: eight here."""
    left, right, noise = (one.to(setting.dtype) for one in (LEFT, RIGHT, NOISE))
    models = [network(get, setting, seed).eval() for seed in range(8)]
    maps = {
        "mu": (lambda vae, x: vae.encode(x)[0], left, right),
        "logvar": (lambda vae, x: vae.encode(x)[1], left, right),
        "logits": (lambda vae, z: vae.decode(z), noise, noise.flip(0) * 2),
    }
    for name, (run, a, b) in maps.items():
        found = torch.stack([run(vae, x).detach() for vae in models for x in (a, b, (a + b) / 2)])
        straight = torch.allclose((found[::3] + found[1::3]) / 2, found[2::3], atol=1e-4)
        record[f"{name}, map"] = "affine" if straight else "not affine"
        low, high = float(found.min()), float(found.max())
        reach = "within 1 of 0" if max(-low, high) <= 1 else "any numbers"
        record[f"{name}, range"] = "of one sign" if low >= 0 or high <= 0 else reach
    vae = models[0]
    record["heads"] = "one value" if torch.equal(*vae.encode(left)) else "two values"
    record["shapes"] = [torch.zeros(one.shape) for one in vae(left[:1])]
    for training, mode in enumerate(("eval", "train")):
        logits, *latent = vae.train(bool(training))(left, noise=noise)
        mu, logvar = vae.encode(left)
        same = all(map(torch.allclose, latent, (mu, logvar)))
        record["returned"] = "what `encode` returns" if same else "something else"
        ways = {"the given sample": vae.reparameterize(mu, logvar, noise), "`mu`": mu}
        paths = [n for n, one in ways.items() if torch.allclose(logits, vae.decode(one), atol=1e-4)]
        record[f"path, {mode}"] = [*paths, "something else"][0]
        again = torch.equal(vae(left)[0], vae(left)[0])
        record[f"again, {mode}"] = "the same logits" if again else "other logits"
    missed = [one for one in slope(logits, *all_weights(vae)) if one is None or not one.any()]
    record["reached"] = "only some weights" if missed else "all weights"


def weights(question, subject, judgement):
    """What a question that asks for a module alone asks of every weight."""
    x, noise = (one.to(judgement.setting.dtype) for one in (X, NOISE))

    def build():
        return subject.attempt(subject.get("VAE"), *SIZES).value.to(x.dtype)

    def run(vae):
        return torch.cat([one.flatten() for one in subject.attempt(vae, x, noise=noise).value])

    with precision(x.dtype):
        yield from unregistered(subject, build, run) or dead_parameters(subject, build(), run)


def loss(label, *arguments, **more):
    return Probe(label, arguments, of="vae_loss", stage="loss", **more)


def in_modes(facet, what):
    return {f"{facet}, {mode}": f"{what} in {mode} mode" for mode in ("eval", "train")}


SAMPLING = {
    **in_modes("given", "The result of `reparameterize` with noise"),
    "arguments": "What `reparameterize` leaves of its arguments",
    "slope": "The list of gradients that z sends to `mu` and `logvar`",
}
DRAWING = {
    **in_modes("drawn", "The noise that `reparameterize` draws"),
    "slope of a draw": "The gradient of z without given noise",
}
LAYERS = {
    **{f"{to}, map": f"The map from x to `{to}`" for to in ("mu", "logvar")},
    "logits, map": "The map from z to the logits",
    **{f"{of}, range": f"The range of `{of}`" for of in ("mu", "logvar", "logits")},
    "heads": "What `encode` returns for mu and logvar",
    "shapes": "The list of tensors that the model returns for a batch of one",
    "returned": "What the model returns for mu and logvar",
    **in_modes("path", "What the model decodes"),
    **in_modes("again", "The result of a second call without noise"),
    "reached": "What the gradient of the logits reaches",
}
GRADIENTS = {"gradients": "The list of gradients of the loss for the logits, `mu` and `logvar`"}
QUESTION = functions.question(
    __file__,
    "VAE",
    "vae_loss",
    probes=(
        loss("with the defaults", *BATCH),
        loss("with `beta=0.3`", *BATCH, 0.3),
        loss("with `beta=0`", *BATCH, 0.0),
        loss("for a batch of one", *(one[:1] for one in BATCH)),
        loss("for one feature and one latent dimension", *(one[:, :1] for one in BATCH)),
        loss("for logits, mu and logvar of 0", *ZEROS, once=True),  # some stable forms have a kink
        loss("for right labels at logits of 10,000", FAR, LABELS, *PAIR),
        loss("for wrong labels at logits of 10,000", FAR, 1 - LABELS, *PAIR, view=ceiling),
    ),
    scenarios=(
        Scenario("layers", layers, LAYERS, "layers", "layers"),
        Scenario("sampling", sampling, SAMPLING, "sampling", "sampling"),
        Scenario("drawing", drawing, DRAWING, "sampling", "sampling", once=True),
        Scenario("backward", backward, GRADIENTS, "loss", "vae_loss"),
    ),
    titles={
        "layers": "Encoder and decoder bend, and their outputs have no bounds",
        "sampling": "z is a differentiable function of mu, logvar and the noise",
        "loss": "Both terms are summed over dimensions and averaged over the batch",
    },
    gradients=False,
    names={"unchanged": "inplace-changes-input"},
    forbidden=("torch.distributions.kl_divergence", "torch.distributions.kl.kl_divergence"),
)
REGISTERED = Condition("registered", weights)
WEIGHTS = Group("weights", "All weights are registered and used", (REGISTERED,))
STAGES = replace(QUESTION, groups=(*QUESTION.groups, WEIGHTS)).stages
