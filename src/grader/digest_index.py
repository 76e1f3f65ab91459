"""Digests by form and size: finds those that agree with what was seen, of thousands, by comparing it with a few."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from .numbers import Tolerance
from .observation import Digest


class DigestIndex:
    """The digests of one case, which a place in ``digests`` stands for."""

    def __init__(self, digests: Sequence[Digest]) -> None:
        self._digests = digests
        self._places: dict[str, list[int]] = {}
        for place in sorted(range(len(digests)), key=lambda at: digests[at].norm):
            self._places.setdefault(digests[place].form, []).append(place)
        self._norms = {
            form: [digests[place].norm for place in places]
            for form, places in self._places.items()
        }

    def agreeing(self, seen: Digest, tolerance: Tolerance) -> frozenset[int]:
        """The places of all digests that agree with this one."""
        norms = self._norms.get(seen.form)
        if norms is None:
            return frozenset()
        # The larger of two norms decides how far they may be apart; it is at most this one.
        reach = tolerance.allows((seen.norm + tolerance.absolute) / (1 - tolerance.relative))
        first = bisect_left(norms, seen.norm - reach)
        last = bisect_right(norms, seen.norm + reach)
        near = self._places[seen.form][first:last]
        return frozenset(at for at in near if seen.agrees(self._digests[at], tolerance))
