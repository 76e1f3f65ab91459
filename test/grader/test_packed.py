"""Digests that were packed as text stand for the same results."""

import json
import math
import random
import unittest

from grader.digest_index import DigestIndex
from grader.flags import Flags
from grader.numbers import EXACT, SINGLE, Tolerance
from grader.observation import RAISES, Digest
from grader.packed import pack, unpack
from grader.table import Row, Table

SMALL = Tolerance(EXACT.relative / 10, EXACT.absolute / 10)


def again(digests: list[Digest], *in_full: int) -> tuple[Digest, ...]:
    return unpack(json.loads(json.dumps(pack(digests, in_full))))


class Packed(unittest.TestCase):
    def test_numbers_in_full_come_back_within_a_tenth_of_the_tightest_tolerance(self) -> None:
        chance = random.Random(2026)
        edges = [0.5, 1.0, math.nextafter(1.0, 0.0), 2.0, 1e-14, 1e13, 1e-300, 1e300]
        norms = edges + [10 ** chance.uniform(-9, 9) for _ in range(500)]
        digests = [Digest("t2x3", norm, chance.uniform(-1, 1) * norm) for norm in norms]
        for one, read in zip(digests, again(digests, *range(len(digests)))):
            self.assertEqual((read.norm_error, read.shadow_error), (0.0, 0.0))
            self.assertTrue(one.agrees(read, SMALL), (one, read))

    def test_what_was_packed_agrees_with_what_it_was(self) -> None:
        chance = random.Random(2026)
        edges = [0.5, 1.0, math.nextafter(1.0, 0.0), 2.0, 1e-14, 1e13, 1e-300, 1e300]
        norms = edges + [10 ** chance.uniform(-9, 9) for _ in range(500)]
        digests = [
            Digest("t2x3", norm, share * norm)
            for norm in norms
            for share in (-1.0, 1.0, 0.0, chance.uniform(-1, 1))
        ]
        for one, read in zip(digests, again(digests)):
            self.assertTrue(one.agrees(read, EXACT), (one, read))
            self.assertTrue(read.agrees(one, EXACT), (one, read))

    def test_and_with_nothing_that_is_further_off_than_a_few_millionths(self) -> None:
        chance = random.Random(2026)
        for _ in range(500):
            norm, share = 10 ** chance.uniform(0, 9), chance.uniform(-1, 1)
            (read,) = again([Digest("t2x3", norm, share * norm)])
            for off in (-6e-6, 6e-6):
                self.assertFalse(Digest("t2x3", norm, (share + off) * norm).agrees(read, EXACT))
            for times in (0.49, 2.05):
                self.assertFalse(Digest("t2x3", norm * times, share * norm).agrees(read, EXACT))

    def test_an_index_finds_what_agrees_and_nothing_else(self) -> None:
        chance = random.Random(2026)
        digests = [
            Digest("t4", norm, chance.uniform(-1, 1) * norm)
            for norm in (10 ** chance.uniform(-3, 3) for _ in range(300))
        ]
        known = again(digests, *range(0, 300, 7))
        index = DigestIndex(known)
        for tolerance in (EXACT, SINGLE, Tolerance(0.1, 0.1)):
            for seen in digests:
                agreeing = {at for at, one in enumerate(known) if seen.agrees(one, tolerance)}
                self.assertEqual(index.agreeing(seen, tolerance), agreeing)

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

    def test_rows_without_mistakes_are(self) -> None:
        digests = ((Digest("f", 1.0), Digest("f", 2.0)),)
        rows = (Row(Flags(), Flags(), (0,)), Row(Flags({"wrong"}), Flags(), (1,)))
        self.assertEqual(Table(("one",), digests, rows).delicate(), (frozenset({0}),))

    def test_no_other_is(self) -> None:
        self.assertEqual(self.rows((1.0, 5.0), (2.0, 5.0)).delicate(), (frozenset(), frozenset()))


if __name__ == "__main__":
    unittest.main()
