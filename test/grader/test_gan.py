"""Wrong GAN steps that no listed mistake explains: they fail, and nothing is named."""

import unittest
from typing import Any

from .edited import GradedTogether

D_STEP = "def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):\n"
G_STEP = "def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):\n"
PLAIN = f"""
import random
import torch
import torch.nn.functional as F
from torch import nn

STATE = {{"calls": 0}}


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(latent_dim, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Linear(16, data_dim)
        )

    def forward(self, z):
        return self.net(z)


class Discriminator(nn.Module):
    def __init__(self, data_dim):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(data_dim, 16), nn.LeakyReLU(0.2), nn.Linear(16, 1))

    def forward(self, x):
        return self.net(x)


{D_STEP}    fake = generator(torch.randn(len(real), latent_dim)).detach()
    on_real, on_fake = discriminator(real), discriminator(fake)
    loss = F.softplus(-on_real).mean() + F.softplus(on_fake).mean()
    value = loss.item()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()  # D
    return value  # D


{G_STEP}    fake = generator(torch.randn(batch_size, latent_dim))
    logits = discriminator(fake)
    loss = F.softplus(-logits).mean()
    value = loss.item()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()  # G
    return value  # G


print(Generator(4, 3)(torch.randn(5, 4)).shape)
"""
D_LOSS = "    loss = F.softplus(-on_real).mean() + F.softplus(on_fake).mean()\n"
G_LOSS = "    loss = F.softplus(-logits).mean()\n"
D_VALUE = D_LOSS + "    value = loss.item()\n"
G_VALUE = G_LOSS + "    value = loss.item()\n"
D_UPDATE, G_UPDATE = "    optimizer.step()  # D\n", "    optimizer.step()  # G\n"
D_RETURN, G_RETURN = "    return value  # D\n", "    return value  # G\n"
COUNT = "    STATE['calls'] += 1\n"


def program(*changes: tuple[str, str]) -> str:
    """The plain program with pieces replaced; "+" keeps the old piece in front of the new lines,
    and "^" behind them."""
    source = PLAIN
    for old, new in changes:
        assert source.count(old) == 1, old
        added = {"+": old + new[1:], "^": new[1:] + old}.get(new[0], new)
        source = source.replace(old, added)
    return source


class Gan(GradedTogether):
    def graded(self, *changes: tuple[str, str]) -> dict[str, Any]:
        verdict = self.verdict_on("gan", program(*changes))
        assert "trouble" not in verdict, verdict
        return verdict


class Right(Gan):
    def assert_right(self, *changes: tuple[str, str]) -> None:
        verdict = self.graded(*changes)
        self.assertEqual(verdict["mistakes"], [], changes)
        self.assertTrue(verdict["passed"], changes)

    def test_plain(self) -> None:
        self.assert_right()

    def test_modes_put_back(self) -> None:
        modes = "^    generator.eval()\n", "^    generator.train()\n"
        self.assert_right((D_LOSS, modes[0]), (D_RETURN, modes[1]))
        measured = (
            "^    discriminator.eval()\n    STATE['score'] = discriminator(real).mean()\n"
            "    discriminator.train()\n"
        )
        self.assert_right((D_RETURN, measured))

    def test_clipping(self) -> None:
        for norm in (0.05, 0.3, 5.0):
            clip = f"^    nn.utils.clip_grad_norm_(discriminator.parameters(), {norm})\n"
            other = clip.replace("discriminator", "generator")
            self.assert_right((D_UPDATE, clip), (G_UPDATE, other))

    def test_samples_that_are_only_looked_at(self) -> None:
        fixed = (
            "^    z = STATE.setdefault('z', torch.randn(8, latent_dim))\n"
            "    with torch.no_grad():\n        generator(z)\n"
        )
        self.assert_right((G_RETURN, fixed))


class Unnamed(Gan):
    def assert_unnamed(self, said: str, *changes: tuple[str, str]) -> None:
        verdict = self.graded(*changes)
        self.assertFalse(verdict["passed"], changes)
        self.assertEqual([mistake["id"] for mistake in verdict["mistakes"]], [], changes)
        messages = [check["message"] for check in verdict["checks"] if check["status"] == "failed"]
        self.assertIn(said, " ".join(messages), changes)

    def test_modes(self) -> None:
        left = "in train mode"
        self.assert_unnamed(left, (D_LOSS, "^    generator.eval()\n"))
        self.assert_unnamed(left, (G_RETURN, "^    discriminator.eval()\n"))
        norm = "^    [part.eval() for part in generator.modules() if 'Norm' in str(type(part))]\n"
        self.assert_unnamed(left, (G_RETURN, norm))
        own = "eval mode in its own step"
        modes = "+    discriminator.eval()\n", "^    discriminator.train()\n"
        self.assert_unnamed(own, (D_STEP, modes[0]), (D_RETURN, modes[1]))
        modes = "+    generator.eval()\n", "^    generator.train()\n"
        self.assert_unnamed(own, (G_STEP, modes[0]), (G_RETURN, modes[1]))

    def test_targets_of_the_generator(self) -> None:
        loss = "    loss = (F.softplus(logits) - logits * {}).mean()\n"
        for label in (0.1, 0.5, 0.9, 1.1):
            said = f"trained towards the label {label}, not 1"
            self.assert_unnamed(said, (G_LOSS, loss.format(label)))
        drawn = loss.format("(0.8 + 0.2 * torch.rand_like(logits))")
        self.assert_unnamed("not that of -log D(G(z))", (G_LOSS, drawn))

    def test_targets_of_the_discriminator(self) -> None:
        fake = D_LOSS.replace("F.softplus(on_fake)", "(F.softplus(on_fake) - 0.1 * on_fake)")
        self.assert_unnamed("only real labels may be smoothed", (D_LOSS, fake))
        real = D_LOSS.replace("F.softplus(-on_real)", "(F.softplus(on_real) - 1.2 * on_real)")
        self.assert_unnamed("Real samples are trained towards 1.2", (D_LOSS, real))

    def test_a_further_term_in_the_discriminator_step(self) -> None:
        alone = "not that of the cross-entropy alone"
        decay = "+    loss = loss + 1e-4 * sum((p**2).sum() for p in discriminator.parameters())\n"
        self.assert_unnamed(alone, (D_LOSS, decay))
        penalty = (
            "+    x = {}.detach().clone().requires_grad_()\n"
            "    slope = torch.autograd.grad(discriminator(x).sum(), x, create_graph=True)[0]\n"
            "    loss = loss + 5 * slope.pow(2).sum(1).mean()\n"
        )
        for samples in ("real", "fake"):
            self.assert_unnamed(alone, (D_LOSS, penalty.format(samples)))
        between = penalty.format("(0.3 * real + 0.7 * fake)")
        self.assert_unnamed("neither real nor the generator's", (D_LOSS, between))
        noise = (
            "^    for p in discriminator.parameters():\n"
            "        p.grad += 0.01 * torch.randn_like(p)\n"
        )
        self.assert_unnamed(alone, (D_UPDATE, noise))
        drift = "+    loss = loss + 1e-3 * on_real.pow(2).mean()\n"
        self.assert_unnamed("times as much as the fake term", (D_VALUE, drift))

    def test_a_further_term_in_the_generator_step(self) -> None:
        alone = "not that of the cross-entropy alone"
        for term in (
            "fake.abs().mean()",
            "generator(torch.randn(batch_size, latent_dim)).abs().mean()",
            "(fake.mean(0) - 0.5).pow(2).sum()",
            "sum((p**2).sum() for p in generator.parameters())",
        ):
            self.assert_unnamed(alone, (G_LOSS, f"+    loss = loss + 1e-3 * {term}\n"))
        entropy = "+    loss = loss + 1e-3 * logits.pow(2).mean()\n"
        self.assert_unnamed("not that of -log D(G(z))", (G_LOSS, entropy))

    def test_a_factor(self) -> None:
        for factor in ("1024", "64", "(1 / 32)", "0.25", "2"):
            scaled = f"+    loss = loss * {factor}\n"
            self.assert_unnamed("times that of", (D_VALUE, scaled))
            self.assert_unnamed("times that of", (G_VALUE, scaled))
        self.assert_unnamed("times that of", (G_VALUE, "+    loss = loss / 2\n"))
        self.assert_unnamed("times that of", (G_VALUE, "+    loss = loss * batch_size\n"))
        grads = "^    for p in generator.parameters():\n        p.grad *= 0.5\n"
        self.assert_unnamed("times that of", (G_UPDATE, grads))

    def test_now_and_then(self) -> None:
        for rest in (2, 3, 5):
            skip = f"+{COUNT}    if STATE['calls'] % {rest}:\n        return 0.0\n"
            self.assert_unnamed("does nothing", (G_STEP, skip))
            self.assert_unnamed("does nothing", (D_STEP, skip))
        changes = "does not do the same in every call"
        for condition in ("value < 0.5", "value > 3", "random.random() < 0.5"):
            skip = f"^    if {condition}:\n        return value\n"
            self.assert_unnamed(changes, (D_UPDATE, skip))
        counted = f"{COUNT}    if STATE['calls'] % 2:\n        optimizer.zero_grad()\n"
        zero = "    optimizer.zero_grad()\n    loss.backward()\n" + D_UPDATE
        self.assert_unnamed(changes, (zero, zero.replace("    optimizer.zero_grad()\n", counted)))

    def test_sizes(self) -> None:
        few = "+    if len(real) < 4:\n        return 0.0\n"
        self.assert_unnamed("With 2 samples the discriminator step does nothing", (D_STEP, few))
        self.assert_unnamed("Only 4 of 5 real", (D_STEP, "+    real = real[:-1]\n"))
        self.assert_unnamed("10 samples are generated", (G_STEP, "+    batch_size *= 2\n"))
        least = "+    batch_size = max(batch_size, 4)\n"
        self.assert_unnamed("For batch size 2, 4 samples", (G_STEP, least))

    def test_state_between_calls(self) -> None:
        old = "^    fake, STATE['fake'] = STATE.get('fake', fake), fake\n"
        forward = "    on_real, on_fake = discriminator(real), discriminator(fake)\n"
        self.assert_unnamed("generated in an earlier step", (forward, old))
        mean = "^    value = STATE['mean'] = (STATE.get('mean', value) + value) / 2\n"
        self.assert_unnamed("The returned loss is", (G_RETURN, mean))
        self.assert_unnamed("is rounded", (D_RETURN, "    return round(value, 4)\n"))

    def test_arguments(self) -> None:
        batch_changed = "changes the caller's real batch"
        self.assert_unnamed(batch_changed, (D_STEP, "+    real.mul_(0.5)\n"))
        self.assert_unnamed(batch_changed, (D_RETURN, "^    real.copy_(fake)\n"))
        slower = "^    optimizer.param_groups[0]['lr'] *= 0.99\n"
        self.assert_unnamed("changes the optimizer's settings", (D_RETURN, slower))
        shrunk = "^    for p in discriminator.parameters():\n        p.data.mul_(0.9999)\n"
        self.assert_unnamed("other than by the optimizer", (D_RETURN, shrunk))

    def test_networks(self) -> None:
        forward = "    def forward(self, x):\n"
        self.assert_unnamed("changes its input in place", (forward, "+        x.mul_(2)\n"))


if __name__ == "__main__":
    unittest.main()
