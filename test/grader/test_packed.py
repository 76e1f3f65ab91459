"""Digests that were packed as text stand for the same results."""

import json
import math
import random
import unittest

from grader.flags import Flags
from grader.numbers import EXACT, Tolerance
from grader.observation import RAISES, Digest
from grader.packed import pack, unpack
from grader.table import Row, Table

SMALL = Tolerance(EXACT.relative / 10, EXACT.absolute / 10)


def again(digests: list[Digest], *in_full: int) -> tuple[Digest, ...]:
    return unpack(json.loads(json.dumps(pack(digests, in_full))))


class Packed(unittest.TestCase):
    def test_numbers_of_any_size_come_back_within_a_tenth_of_the_tightest_tolerance(self) -> None:
        chance = random.Random(2026)
        edges = [0.5, 1.0, math.nextafter(1.0, 0.0), 2.0, 1e-14, 1e13, 1e-300, 1e300]
        norms = edges + [10 ** chance.uniform(-9, 9) for _ in range(500)]
        digests = [
            Digest("t2x3", norm, share * norm)
            for norm in norms
            for share in (-1.0, 1.0, 0.0, chance.uniform(-1, 1))
        ]
        for one, read in zip(digests, again(digests)):
            self.assertTrue(one.agrees(read, SMALL), (one, read))

    def test_what_has_no_numbers_or_is_delicate_comes_back_as_it_was(self) -> None:
        nothing = [Digest(RAISES), Digest("t0"), Digest("'text'")]
        self.assertEqual(again(nothing), tuple(nothing))
        exact = Digest("f", 1.2345678901, -1.2345678901)
        self.assertEqual(again([*nothing, exact, Digest("f", 3.0, 1.0)], 3)[3], exact)


class Delicate(unittest.TestCase):
    def rows(self, *norms: tuple[float, float]) -> Table:
        """A table of two cases, with a row for each pair of norms, none of them twice."""
        digests = tuple(tuple(Digest("f", one, one) for one in column) for column in zip(*norms))
        rows = (Row(Flags({str(at)}), Flags(), (at, at)) for at in range(len(norms)))
        return Table(("one", "two"), digests, tuple(rows))

    def test_rows_that_come_near_each_other_in_every_case_are(self) -> None:
        table = self.rows((1.0, 5.0), (1.0 + 2e-9, 5.0 + 2e-9), (1.0 + 1e-9, 7.0), (2.0, 5.0))
        self.assertEqual(table.delicate(), (frozenset({0, 1}), frozenset({0, 1})))

    def test_no_other_is(self) -> None:
        self.assertEqual(self.rows((1.0, 5.0), (2.0, 5.0)).delicate(), (frozenset(), frozenset()))


if __name__ == "__main__":
    unittest.main()
