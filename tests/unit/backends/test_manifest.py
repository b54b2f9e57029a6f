"""``model.json``: what is read is what was written, and what is wrong with it is said."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsl_pilot.backends.manifest import Manifest, Stored, is_plain_name, parse

FILES = {
    "model.onnx": Stored(10, "ab"),
    "tokenizer.json": Stored(5, "cd"),
    "model.onnx_data": Stored(7, "ef"),
}
MANIFEST = Manifest(
    name="моя модель",
    model="model.onnx",
    files=FILES,
    vocabulary=8192,
    context=512,
    prompt="bsl",
    parameters=7_376_640,
    licence="MIT",
    trained_on=["owner/репозиторий"],
    scores={"exact_match": 0.3},
    made={"format": "int8"},
)


def test_round_trip() -> None:
    assert parse(MANIFEST.as_json()) == (MANIFEST, [])
    assert (MANIFEST.bytes, MANIFEST.sha256) == (10, "ab")


def test_little_is_needed() -> None:
    least = {
        key: MANIFEST.as_json()[key] for key in ("name", "model", "files", "vocabulary", "context", "prompt")
    }
    manifest, problems = parse(least)
    assert problems == []
    assert manifest is not None
    assert (manifest.parameters, manifest.licence, manifest.trained_on) == (None, "", None)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": ""}, "the field name has no text"),
        ({"model": "../model.onnx"}, "the field model has no text"),
        ({"model": "other.onnx"}, "lacks other.onnx"),
        ({"vocabulary": "8192"}, "the field vocabulary needs a whole number"),
        ({"context": True}, "the field context needs a whole number"),
        ({"files": None}, "no list of files"),
        ({"files": {"/etc/passwd": {"bytes": 1, "sha256": ""}}}, "no list of files"),
        ({"files": {"model.onnx": {"bytes": 1, "sha256": "x"}}}, "lacks tokenizer.json"),
        ({"prompt": "chat"}, "unknown style of prompt chat"),
        ({"version": 2}, "update bsl-pilot"),
    ],
)
def test_what_is_wrong_is_said(change: dict[str, Any], told: str) -> None:
    manifest, problems = parse(MANIFEST.as_json() | change)
    assert manifest is None
    assert told in "; ".join(one.en for one in problems)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(JSON, st.sampled_from(sorted(MANIFEST.as_json())))
def test_anything_may_stand_anywhere(value: object, key: str) -> None:
    for values in (value, MANIFEST.as_json() | {key: value}):
        manifest, problems = parse(values)
        assert (manifest is None) == bool(problems)


@pytest.mark.parametrize("name", ["a", "Qwen2.5-Coder-0.5B", "моя модель 😀", "x" * 64])
def test_plain_names(name: str) -> None:
    assert is_plain_name(name)


@pytest.mark.parametrize(
    "name", ["", ".", "..", ".x", "-x", "a/b", "a\\b", "a:b", "x.", "x ", "a\nb", "x" * 65, 5]
)
def test_names_that_are_not_fit(name: object) -> None:
    assert not is_plain_name(name)
