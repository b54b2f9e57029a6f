"""Every rule does what its examples say: finds exactly what is marked, and repairs it as shown."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bsl_pilot.locale import Locale
from bsl_pilot.project.layout import Layout
from bsl_pilot.project.root import Root
from bsl_pilot.review.engine import Outcome, run
from bsl_pilot.review.example import Bad, Good
from bsl_pilot.review.parameters import parsed
from bsl_pilot.review.program import Chosen, Program
from bsl_pilot.review.project import Project
from bsl_pilot.review.registry import AnyRule, rules
from bsl_pilot.review.registry import rule as rule_of
from bsl_pilot.review.repairs import byte_edits, edits_of, together
from bsl_pilot.review.rule import Need
from bsl_pilot.review.scene import Scene
from bsl_pilot.review.scenes import scene_of
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.faults import faults

from tests import marks
from tests.unit.review.configurations import Placed, placed

ROUNDS = 10


def chosen() -> Mapping[str, AnyRule]:
    """All rules; while somebody writes one, those named in the environment: ``RULES=SelfAssign,LineLength``."""
    keys = os.environ.get("RULES", "")
    return {key: found for key in keys.split(",") if (found := rule_of(key))} if keys else rules()


def _cases() -> Iterator[object]:
    for key, rule in chosen().items():
        for at, example in enumerate(rule.examples):
            what = "bad" if isinstance(example, Bad) else "good"
            yield pytest.param(rule, example, id=f"{key}-{at}-{what}")


class Bench:
    """One example: its rule over any version of its module."""

    def __init__(self, rule: AnyRule, example: Bad | Good, code: str, folder: Path) -> None:
        self.rule = rule
        parameters, problems = parsed(rule.key, rule.parameters, example.parameters)
        assert not problems
        self.where: Placed | None = None
        if example.files or rule.need is not Need.TEXT:
            self.where = placed(folder, example.path, code, example.files)
        self.program = Program([Chosen(rule, parameters)], self._scene(example.path))
        assert self.program.chosen, "the rule does not run in this module"

    def _scene(self, path: str) -> Scene:
        if self.where is None:
            return scene_of(Root(Path(), Layout.DESIGNER), path)
        root = self.where.view.root(self.where.path)
        assert root is not None
        return scene_of(root, path, self.where.view.metadata(self.where.path))

    def examine(self, document: Document, *, fixes: bool = False) -> Outcome:
        project = None
        if self.where is not None:
            project = Project(self.where.view, self.where.path, document, Need.TYPES)
        outcome = run(document, self.program, project, fixes=fixes)
        assert not outcome.crashes, outcome.crashes
        return outcome


@pytest.mark.parametrize(("rule", "example"), list(_cases()))
def test_example(rule: AnyRule, example: Bad | Good, tmp_path: Path) -> None:
    marked = marks.parse(example.code)
    bench = Bench(rule, example, marked.text, tmp_path)
    outcome = bench.examine(Document.parse(marked.text))
    found = [(hit.finding.start, hit.finding.end) for hit in outcome.hits]
    assert marks.render(marked.text, found) == marks.render(marked.text, marked.ranges)
    assert bool(found) is isinstance(example, Bad)
    for hit in outcome.hits:
        for locale in Locale:
            assert hit.finding.message.to(locale, **hit.finding.fields)
            assert rule.fix is None or rule.fix.to(locale, **hit.finding.fields)
    if isinstance(example, Bad) and example.fixed is not None:
        assert repaired(bench, marked.text) == example.fixed


def repaired(bench: Bench, text: str) -> str:
    """The text with all findings repaired; every repair is checked alone, too."""
    document = Document.parse(text)
    for _ in range(ROUNDS):
        hits = bench.examine(document, fixes=True).hits
        for hit in hits:
            edits = edits_of(hit)
            if edits:
                alone = document.edit(byte_edits(edits))
                assert len(bench.examine(alone).hits) < len(hits)
                assert len(faults(alone)) <= len(faults(document))
        edits = together(hits)
        if not edits:
            break
        document = document.edit(byte_edits(edits))
    return document.text.text


@pytest.mark.parametrize("rule", list(chosen().values()), ids=list(chosen()))
def test_rule_is_told_whole(rule: AnyRule) -> None:
    """Both languages, an example of each kind that is shown, and a repair that an example shows."""
    shown = [one for one in rule.examples if not one.hidden]
    assert any(isinstance(one, Bad) for one in shown)
    assert any(isinstance(one, Good) for one in rule.examples)
    assert rule.subscriptions
    for text in (rule.title, rule.about, rule.message):
        assert text.ru
        assert text.en
        assert text.ru != text.en
    repairs = any(isinstance(one, Bad) and one.fixed is not None for one in rule.examples)
    assert repairs is (rule.fix is not None)
