"""The uses of one receiver in a segment of the index, as columns: which member, what was used above and below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # numpy, which a server without an index need not load
    from bsl_pilot.index.packing import Column
    from bsl_pilot.index.segment import Segment

APART = 60
"""Rows of the index between two uses of a receiver, at most, that one is seen to follow the other."""


class UsesBehind(NamedTuple):
    """Members behind a receiver in the order of the text. All columns hold numbers of names but the last three.

    Attributes:
        member: what stands behind the dot.
        last: the member of the use above, 0 for none nearby.
        next: that of the use below.
        before: the name that the index has right before the receiver.
        kind: what the member is (`index.kinds.Use`).
        called: whether it is called.
        counts: whether its file counts.
    """

    member: Column
    last: Column
    next: Column
    before: Column
    kind: Column
    called: Column
    counts: Column

    def fits(self, statement: bool | None) -> Column:
        """Which uses may stand where a statement begins, or within an expression; all of them for None."""
        from bsl_pilot.index.kinds import Use  # noqa: PLC0415  (numpy is loaded by now)

        if statement is None:
            return self.counts
        fitting: Column = self.counts & (self.kind != (Use.PROPERTY if statement else Use.ASSIGNED))
        return fitting

    def tally(self, chosen: Column) -> dict[int, int]:
        """How often each member is among the chosen uses, by number."""
        import numpy as np  # noqa: PLC0415  (see above)

        numbers, counts = np.unique(self.member[chosen], return_counts=True)
        return dict(zip(numbers.tolist(), counts.tolist(), strict=True))


def uses_behind(segment: Segment, rows: Column, counts: Column) -> UsesBehind:
    """The members behind the ``rows`` of a receiver's name, those of them that have one."""
    import numpy as np  # noqa: PLC0415  (see above)

    from bsl_pilot.index.kinds import Mark, Use  # noqa: PLC0415

    names, kinds = segment.column("uses.name"), segment.column("uses.kind")
    behind = np.minimum(rows + 1, len(names) - 1)
    linked = (rows + 1 < len(names)) & ((kinds[behind] & Mark.LINKED) != 0)
    rows, behind, counts = rows[linked], behind[linked], counts[linked]
    member, kind = names[behind], kinds[behind] & 0x0F
    files = segment.files_of("uses", rows)
    near = (np.diff(rows) <= APART) & (np.diff(files) == 0)
    last, following = np.zeros(len(rows), member.dtype), np.zeros(len(rows), member.dtype)
    last[1:][near] = member[:-1][near]
    following[:-1][near] = member[1:][near]
    first = np.maximum(rows - 1, 0)
    same = (rows > 0) & (segment.files_of("uses", first) == files)
    before = np.where(same, names[first], 0)
    return UsesBehind(member, last, following, before, kind, kind == Use.METHOD, counts)
