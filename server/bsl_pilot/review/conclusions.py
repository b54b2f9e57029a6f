"""What only the workspace tells about a document whose pieces another process has looked at.

The answer to each question about a piece is remembered until the piece or the workspace changes, so that a key costs
the questions about one method. Types also follow from other methods of the module: what they told of the methods that
call a changed one, or that it calls, is asked again when there is time (``related``).
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

from bsl_pilot.review.engine import Outcome, answered, moved
from bsl_pilot.review.finding import Finding
from bsl_pilot.review.handing import NOTHING, Handover, Piece, Place, unpacked
from bsl_pilot.review.module import ModuleFacts, PieceFacts
from bsl_pilot.review.program import Check, Crash, Hit, Program, stripped
from bsl_pilot.review.project import Project
from bsl_pilot.review.rule import Need
from bsl_pilot.syntax.document import Document

Steps = Generator[None, None, Outcome]
"""Work in small steps; dropped by closing it. What was found until then is kept."""
_MANY = 40
"""Methods after whose change at once all are asked about again."""


class _Known:
    """A piece, and what was answered about it."""

    __slots__ = ("_packed", "_piece", "answers", "old")

    def __init__(self, packed: bytes) -> None:
        self._packed = packed
        self._piece: Piece | None = None
        self.answers: dict[str, tuple[Finding, ...] | Crash] = {}
        """By the key of the rule."""
        self.old = False
        """Whether types may tell something else of it by now."""

    @property
    def piece(self) -> Piece:
        if self._piece is None:
            self._piece, self._packed = unpacked(self._packed), b""
        return self._piece

    @property
    def names(self) -> tuple[str, ...]:
        """What others may know it by: the folded name of its method, or an empty one for variables and statements of
        the module, which are anybody's."""
        method, variables, body, _ = self.piece
        if method is not None:
            return (method.word,)
        return ("",) if variables or body is not None else ()


class Conclusions:
    """Of one document. Not for two threads at once."""

    def __init__(self) -> None:
        self.state = NOTHING
        """The last state that was taken (`Handover`)."""
        self._places: Sequence[Place] = ()
        self._pieces: dict[int, _Known] = {}
        self._changed: set[str] = set()
        """Folded names of methods that came, went or changed since related ones were looked at."""
        self._holds_for: tuple[object, ...] = ()
        self._own_face: object = None

    def take(self, handover: Handover) -> bool:
        """Takes the pieces of another version; whether that was possible: it may lack some that we no longer have."""
        if handover.after not in (NOTHING, self.state):
            return False
        before = self._pieces
        pieces = {number: _Known(packed) for number, packed in handover.pieces}
        left = (place.number for place in handover.places if place.number not in pieces)
        pieces.update((number, before[number]) for number in left)
        self._pieces, self._places, self.state = pieces, handover.places, handover.state
        if handover.after != NOTHING:
            new = frozenset(number for number, _ in handover.pieces)
            self._changed.update(*(one.names for number, one in before.items() if number not in pieces))
            self._changed.update(
                *(self._names_at(at) for at, one in enumerate(self._places) if one.number in new)
            )
        return True

    def _names_at(self, at: int) -> Iterator[str]:
        """What a change of a piece may have changed; a comment says what the method below it takes and gives."""
        known = self._pieces[self._places[at].number]
        yield from known.names
        if known.piece.method is None and at + 1 < len(self._places):
            yield from self._pieces[self._places[at + 1].number].names

    def steps(
        self, document: Document, program: Program, project: Project, *, related: bool = False
    ) -> Steps:
        """All findings of the rules that ask the workspace, in the order of the text.

        Args:
            document: the version whose pieces were taken last.
            program: the rules (`programs.workspace_program_of`).
            project: the workspace around the document.
            related: methods that have to do with those that changed are asked about again.
        """
        self._forget(program, project)
        if related:
            yield from self._mark_related(document, project)
        for place in self._places:
            known = self._pieces[place.number]
            for check in _open_questions(known, program.project_checks, related=related):
                collected = known.piece.collected[check.key]
                known.answers[check.key] = _plain(answered(check, collected, project.over(place.start)))
                yield
            known.old = known.old and not related
        return (yield from self._outcome(document, program, project))

    def _forget(self, program: Program, project: Project) -> None:
        """Drops answers that the workspace as it is now may give otherwise."""
        holds_for = (program, *project.generation)
        if holds_for != self._holds_for:
            self._holds_for = holds_for
            for one in self._pieces.values():
                one.answers.clear()
        face = project.own_face
        if face != self._own_face:
            self._own_face = face
            keep = frozenset(one.key for one in program.project_checks if one.need is Need.TYPES)
            for one in self._pieces.values():
                one.answers = {key: found for key, found in one.answers.items() if key in keep}

    def _mark_related(self, document: Document, project: Project) -> Generator[None, None, None]:
        """Marks the pieces that call what changed, and those that it calls."""
        changed = sorted(self._changed)
        if len(changed) > _MANY or "" in changed:
            for known in self._pieces.values():
                known.old = True
            self._changed.clear()
            return
        methods = project.view.code(document, project.path).methods
        pieces = [(word, known) for known in self._pieces.values() for word in known.names if word in methods]
        for one in changed:
            for word, known in pieces:
                called = one in methods and methods[one].mentions(word)
                known.old = known.old or called or methods[word].mentions(one)
            self._changed.discard(one)
            yield

    def _outcome(self, document: Document, program: Program, project: Project) -> Steps:
        hits: list[Hit] = []
        crashes: list[Crash] = []
        for place in self._places:
            for key, found in self._pieces[place.number].answers.items():
                if isinstance(found, Crash):
                    crashes.append(found)
                else:
                    hits += (Hit(moved(one, place.start), key) for one in found)
        module = ModuleFacts(document, program.scene, [self._facts(one) for one in self._places], project)
        for check in program.workspace_checks:
            yield
            found = _plain(answered(check, module))
            if isinstance(found, Crash):
                crashes.append(found)
            else:
                hits += (Hit(one, check.key) for one in found)
        hits.sort(key=lambda hit: hit.order)
        return Outcome(hits, tuple(dict.fromkeys(crashes)))

    def _facts(self, place: Place) -> PieceFacts:
        method, variables, body, collected = self._pieces[place.number].piece
        return PieceFacts(place.start, place.end, method, variables, body, collected)


def _open_questions(known: _Known, checks: Iterable[Check], *, related: bool) -> list[Check]:
    """The checks whose answer about a piece is not known."""
    collected: Mapping[str, object] = known.piece.collected
    again = related and known.old
    return [
        one
        for one in checks
        if one.key in collected and (one.key not in known.answers or (again and one.need is Need.TYPES))
    ]


def _plain(found: tuple[Finding, ...] | Crash) -> tuple[Finding, ...] | Crash:
    """Without what refers to this version of the document."""
    return found if isinstance(found, Crash) else tuple(map(stripped, found))
