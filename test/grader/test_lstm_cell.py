"""Wrong LSTM cells that no listed mistake explains: they fail, and nothing is named."""

import unittest

from .edited import EditedSolution

LAYER = "        self.gates = nn.Linear(input_size + hidden_size, 4 * hidden_size)\n"
STATE = "        h, c = state\n"
GATES = "        z = self.gates(torch.cat([x, h], dim=1))  # (B, 4 * hidden_size)\n"
CANDIDATE = "        g = torch.tanh(g)\n"
CELL = "        c = f * c + i * g\n"
HIDDEN = "        h = o * torch.tanh(c)\n"
RETURN = "        return h, c\n"


class Unnamed(EditedSolution):
    drill = "lstm-cell"

    def test_modes_differ(self) -> None:
        other = "+        self.other = nn.Linear(input_size + hidden_size, 4 * hidden_size)\n"
        chosen = GATES.replace("self.gates", "(self.other if self.training else self.gates)")
        self.assert_unnamed("In train mode the same input", (LAYER, other), (GATES, chosen))
        halved = "+        if self.training:\n            h = h / 2\n"
        self.assert_unnamed("In train mode: The output gate is 0.5 times", (HIDDEN, halved))

    def test_chance(self) -> None:
        dropped = "        return nn.functional.dropout(h, 0.1, self.training), c\n"
        self.assert_unnamed("Equal calls give different results in train mode", (RETURN, dropped))
        noise = "        return h + 1e-4 * torch.randn_like(h), c\n"
        self.assert_unnamed("Equal calls give different results in eval mode", (RETURN, noise))
        skipped = "+        if torch.rand(1) < 0.5:\n            return state\n"
        self.assert_unnamed("Equal calls give different results", (STATE, skipped))

    def test_other_calls(self) -> None:
        counted = "+        self.n = getattr(self, 'n', 0) + 1\n        c = c / self.n\n"
        self.assert_unnamed("Equal calls give different results", (CELL, counted))
        cached = (
            "        self.seen = getattr(self, 'seen', {})\n"
            "        x = self.seen.setdefault(x.shape, x.detach())\n" + GATES
        )
        self.assert_unnamed("The same samples in another order", (GATES, cached))
        reused = (
            "        if getattr(self, 'out', h).shape != h.shape or not hasattr(self, 'out'):\n"
            "            self.out = torch.empty_like(h)\n"
            "        return (h if h.requires_grad else self.out.copy_(h)), c\n"
        )
        self.assert_unnamed("changes what an earlier call returned", (RETURN, reused))

    def test_other_samples(self) -> None:
        centred = "+        z = z - z.mean(0) if len(z) > 1 else z\n"
        self.assert_unnamed("A sample in a batch of 3", (GATES, centred))
        alone = "+        h = h * (len(x) > 1)\n"
        self.assert_unnamed("A sample alone gives another result", (STATE, alone))

    def test_zeros_are_a_state(self) -> None:
        zeros = "torch.zeros_like"
        for part, change in (
            ("h", f"        if not h.any():\n            c = {zeros}(c)\n"),
            ("h", "        c = c * (h.abs().sum(1, keepdim=True) > 0)\n"),
            ("c", f"        if c.abs().max() < 1e-6:\n            h = {zeros}(h)\n"),
            ("x", "        if not x.any():\n            return h, c\n"),
        ):
            said = f"An all-zero {part} is treated unlike"
            self.assert_unnamed(said, (STATE, "+" + change))

    def test_large_values(self) -> None:
        for old, change in (
            (CELL, "+        c = c.clamp(-50, 50)\n"),
            (GATES, "+        z = z.clamp(-8, 8)\n"),
            (GATES, "        x = x.clamp(-5, 5)\n" + GATES),
        ):
            self.assert_unnamed("is not what the equations give", (old, change))

    def test_rounded(self) -> None:
        rounded = "        g = torch.tanh(g).bfloat16().to(x.dtype)\n"
        self.assert_unnamed("The result moves in small steps", (CANDIDATE, rounded))

    def test_gradients(self) -> None:
        self.assert_unnamed(
            "The gradient with respect to x and h is not the slope",
            (CANDIDATE, "        g = torch.tanh(g).detach()\n"),
        )

    def test_input_overwritten(self) -> None:
        spoilt = "+        with torch.no_grad():\n            x.zero_()\n"
        self.assert_unnamed("The caller's x is changed in place", (GATES, spoilt))


if __name__ == "__main__":
    unittest.main()
