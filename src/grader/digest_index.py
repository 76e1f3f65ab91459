"""Digests by form and shadow: finds those that agree with what was seen, of thousands, by comparing it with a few."""

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
        for place in sorted(range(len(digests)), key=lambda at: digests[at].shadow):
            self._places.setdefault(digests[place].form, []).append(place)
        self._shadows = {
            form: [digests[place].shadow for place in places]
            for form, places in self._places.items()
        }
        # As a share of the norm.
        self._error = max((one.shadow_error / one.norm for one in digests if one.norm), default=0.0)

    def agreeing(self, seen: Digest, tolerance: Tolerance) -> frozenset[int]:
        """The places of all digests that agree with this one."""
        shadows = self._shadows.get(seen.form)
        if shadows is None:
            return frozenset()
        # No digest that agrees has a larger norm; one whose size alone is known is off by a third.
        largest = 2 * (seen.norm + tolerance.absolute) / (1 - 2 * tolerance.relative)
        reach = tolerance.allows(largest) + self._error * largest
        first = bisect_left(shadows, seen.shadow - reach)
        last = bisect_right(shadows, seen.shadow + reach)
        near = self._places[seen.form][first:last]
        return frozenset(at for at in near if seen.agrees(self._digests[at], tolerance))
