"""The look-up among thousands of digests finds what a comparison with all of them would find."""

import math
import random
import unittest

from grader.digest_index import DigestIndex
from grader.numbers import EXACT, MIXED, SINGLE
from grader.observation import Digest


class Index(unittest.TestCase):
    def test_it_finds_what_comparing_with_all_finds(self) -> None:
        chance = random.Random(2026)
        sizes = (0.0, 1e-9, 1e-4, 1.0, 3e3, 1e9)
        known = [
            Digest(form, norm * (1 + step), norm * step)
            for form in ("t2x3", "t3")
            for norm in sizes
            for step in (0.0, 1e-10, 9e-8, 1.1e-7, 9e-6, 1.9e-4, 1e-3)
        ]
        chance.shuffle(known)
        index = DigestIndex(known)
        for tolerance in (EXACT, MIXED, SINGLE):
            for seen in known:
                agreeing = {at for at, one in enumerate(known) if seen.agrees(one, tolerance)}
                self.assertEqual(index.agreeing(seen, tolerance), agreeing)

    def test_numbers_whose_norm_overflows_agree_with_nothing(self) -> None:
        huge, right = Digest("t3", math.inf, 0.0), Digest("t3", 1.0, 0.5)
        for tolerance in (EXACT, MIXED, SINGLE):
            self.assertFalse(huge.agrees(right, tolerance))
            self.assertEqual(DigestIndex([right, huge]).agreeing(huge, tolerance), frozenset())


if __name__ == "__main__":
    unittest.main()
