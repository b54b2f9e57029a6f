"""Golden files of the filters: ``tests/golden/completion/FILTER.txt``, each with many cases.

A case is a title behind ``===``, the document with its cursor ``│``, a line ``---``, the draft, a line ``--->``,
and what the filter leaves: the text, ``(dropped)``, or the text with ``(replaces N)`` or ``(factor X)`` on a line
behind it. Drafts of more than one line are judged where several lines are wanted. With the variable
``BSL_PILOT_WRITE_GOLDEN`` set, the results are written instead of compared: read the difference before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bsl_pilot.completion.ports import Answer, End, Source
from bsl_pilot.completion.post.chain import FILTERS
from bsl_pilot.completion.post.types import Draft, Place
from bsl_pilot.syntax.document import Document

from tests import marks

GOLDEN = Path(__file__).parents[2] / "golden" / "completion"
FILES = sorted(GOLDEN.glob("*.txt"))
BY_NAME = dict(FILTERS)


def cases(path: Path) -> list[tuple[str, str, str, str]]:
    found = []
    for block in path.read_text(encoding="utf-8").split("=== ")[1:]:
        title, _, rest = block.partition("\n")
        document, _, rest = rest.partition("\n---\n")
        draft, _, expected = rest.partition("\n--->\n")
        found.append((title, document, draft, expected.rstrip("\n")))
    return found


def outcome(name: str, document: str, draft: str, line_end: str = "\n") -> str:
    marked = marks.parse(document.replace("\n", line_end))
    broken_off = draft.endswith("…")
    text = draft.removesuffix("…")
    place = Place(Document.parse(marked.text), marked.cursor, multiline="\n" in draft)
    end = End.LIMIT if broken_off else End.STOP
    left = BY_NAME[name](Draft(text, Answer(text, Source.EDGE, end)), place)
    if left is None:
        return "(dropped)"
    notes = f"\n(replaces {left.replaces})" if left.replaces else ""
    notes += f"\n(factor {left.factor})" if left.factor < 1 else ""
    return left.text + notes


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    found = cases(path)
    results = [outcome(path.stem, document, draft) for _, document, draft, _ in found]
    if os.environ.get("BSL_PILOT_WRITE_GOLDEN"):
        path.write_text(
            "\n".join(
                f"=== {title}\n{document}\n---\n{draft}\n--->\n{result}\n"
                for (title, document, draft, _), result in zip(found, results, strict=True)
            ),
            encoding="utf-8",
        )
        return
    assert [(case[0], result) for case, result in zip(found, results, strict=True)] == [
        (title, expected) for title, _, _, expected in found
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_line_ends_of_the_document_change_nothing(path: Path) -> None:
    for title, document, draft, expected in cases(path):
        assert outcome(path.stem, document, draft, "\r\n") == expected, title


def test_every_filter_has_its_file() -> None:
    assert {path.stem for path in FILES} == set(BY_NAME) - {"resolve", "long"}  # need names, a long text
