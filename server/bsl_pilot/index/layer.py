"""Segments one over the other: which of them counts for each file. Immutable; changes make new layers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bsl_pilot.index.merge import Part
from bsl_pilot.index.segment import Segment


class Where(NamedTuple):
    """A file in the segment that counts for it."""

    segment: Segment
    file: int


class Layer(NamedTuple):
    """Files by their relative paths, with the segments that they are in, oldest first."""

    segments: tuple[Segment, ...] = ()
    places: Mapping[str, Where] = {}

    @classmethod
    def of(cls, segments: Sequence[Segment]) -> Layer:
        """All files of the segments; of a file that is in several the last one counts."""
        places = {path: Where(one, file) for one in segments for file, path in enumerate(one.paths)}
        return cls(tuple(segments), places)._alive()

    def over(self, segment: Segment) -> Layer:
        """The layer after ``segment`` was added: its files count as it has them."""
        added = {path: Where(segment, file) for file, path in enumerate(segment.paths)}
        return Layer((*self.segments, segment), {**self.places, **added})._alive()

    def without(self, paths: Iterable[str]) -> Layer:
        """The layer without files that are gone."""
        gone = set(paths)
        if not gone & self.places.keys():
            return self
        left = {path: at for path, at in self.places.items() if path not in gone}
        return Layer(self.segments, left)._alive()

    def gone(self) -> set[str]:
        """Files that are in the segments and do not count."""
        return {path for one in self.segments for path in one.paths} - self.places.keys()

    def parts(self) -> list[Part]:
        """What of each segment counts."""
        files: dict[int, list[int]] = {id(one): [] for one in self.segments}
        for segment, file in self.places.values():
            files[id(segment)].append(file)
        found = ((one, sorted(files[id(one)])) for one in self.segments)
        return [Part(one, some if len(some) < len(one) else None) for one, some in found]

    def merged(self, parts: Sequence[Part], into: Segment) -> Layer:
        """The layer with ``into`` in the place of ``parts``; what changed since then stays as it is."""
        old = {id(part.segment) for part in parts}
        moved = {path: Where(into, file) for file, path in enumerate(into.paths)}
        places = {
            path: moved.get(path, at) if id(at.segment) in old else at for path, at in self.places.items()
        }
        newer = (one for one in self.segments if id(one) not in old)
        return Layer((into, *newer), places)._alive()

    def mapped(self, old: Segment, new: Segment) -> Layer:
        """The layer with a segment in the place of one that holds the same."""
        places = {path: Where(new, at.file) if at.segment is old else at for path, at in self.places.items()}
        return Layer(tuple(new if one is old else one for one in self.segments), places)

    def _alive(self) -> Layer:
        """The layer without the segments that nothing of counts any more."""
        alive = {id(at.segment) for at in self.places.values()}
        return self._replace(segments=tuple(one for one in self.segments if id(one) in alive))
