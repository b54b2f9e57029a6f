"""``model.json``: what a folder with a model says of itself.

{"version": 1, "name": "bsl-7m", "model": "model.onnx",
 "files": {"model.onnx": {"bytes": 7487233, "sha256": "…"}, "tokenizer.json": {…}},
 "vocabulary": 8192, "context": 1024, "prompt": "bsl",
 "parameters": 7376640, "licence": "MIT", "trained_on": …, "scores": {…}, "made": {…}}
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeGuard

from bsl_pilot.backends.styles import BSL, FIM, PLAIN
from bsl_pilot.errors import ModelError
from bsl_pilot.locale import Text
from bsl_pilot.text.files import reason

VERSION = 1
NAME = "model.json"
TOKENIZER = "tokenizer.json"

STYLES = (BSL, FIM, PLAIN)
_FORBIDDEN = set('<>:"/\\|?*')
"""What Windows doesn't allow in names of files."""
_LONGEST_NAME = 64

_NO_TEXT = Text("нет текста в поле {field}", "the field {field} has no text")
_NO_COUNT = Text(
    "в поле {field} нужно целое число больше нуля", "the field {field} needs a whole number above zero"
)
_NO_FILES = Text(
    "нет списка файлов с размерами и суммами SHA-256", "there is no list of files with sizes and SHA-256"
)
_NOT_LISTED = Text("в списке файлов нет {name}", "the list of files lacks {name}")
_STYLE = Text("неизвестный вид запроса {style}", "unknown style of prompt {style}")
_NEWER = Text(
    "описание модели версии {version}, а эта программа знает {known}: обновите bsl-pilot",
    "the model is described in version {version}, this program knows {known}: update bsl-pilot",
)
_BROKEN = Text(
    "{path}: описание модели повреждено: {problems}",
    "{path}: the description of the model is broken: {problems}",
)
_NOT_JSON = Text("это не JSON ({why})", "it is not JSON ({why})")


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of a model."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A model as its folder describes it."""

    name: str
    model: str
    """Name of the ONNX file."""
    files: Mapping[str, Stored]
    vocabulary: int
    """Tokens of the tokenizer; the model's logits are at least as wide."""
    context: int
    """The most tokens that it may be shown."""
    prompt: str = PLAIN
    """How it wants to be asked: the name of a ``backends.styles.Style``."""
    parameters: int | None = None
    licence: str = ""
    trained_on: Any = None
    scores: Any = None
    made: Any = field(default_factory=dict)
    """Versions and formats that it was made with, and how equal it is to what it was made from."""

    @property
    def bytes(self) -> int:
        """Size of the ONNX file."""
        return self.files[self.model].bytes

    @property
    def sha256(self) -> str:
        """Checksum of the ONNX file."""
        return self.files[self.model].sha256

    def named(self, name: str) -> Manifest:
        """The same model under another name."""
        return replace(self, name=name)

    def holding(self, files: Mapping[str, Stored]) -> Manifest:
        """The same model with these files."""
        return replace(self, files=files)

    def as_json(self) -> dict[str, Any]:
        """What ``parse`` reads."""
        return {
            "version": VERSION,
            "name": self.name,
            "model": self.model,
            "files": {name: {"bytes": one.bytes, "sha256": one.sha256} for name, one in self.files.items()},
            "vocabulary": self.vocabulary,
            "context": self.context,
            "prompt": self.prompt,
            "parameters": self.parameters,
            "licence": self.licence,
            "trained_on": self.trained_on,
            "scores": self.scores,
            "made": self.made,
        }


def read(folder: Path) -> Manifest:
    """The manifest of a model's folder.

    Raises:
        ModelError: it is missing or broken.
    """
    path = folder / NAME
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(reason(error).filled(path=path)) from None
    except (ValueError, RecursionError) as error:
        problem = _NOT_JSON.filled(why=str(error) or type(error).__name__)
        raise ModelError(_joined(path, [problem])) from None
    manifest, problems = parse(values)
    if manifest is None:
        raise ModelError(_joined(path, problems))
    return manifest


def parse(values: object) -> tuple[Manifest | None, list[Text]]:
    """The manifest that JSON gave, or None and what is wrong with it. Never raises."""
    if not isinstance(values, dict):
        return None, [_NO_FILES]
    version = values.get("version")
    if _is_count(version) and version > VERSION:
        return None, [_NEWER.filled(version=version, known=VERSION)]
    problems = [_NO_TEXT.filled(field=key) for key in ("name", "model") if not is_plain_name(values.get(key))]
    problems += [
        _NO_COUNT.filled(field=key) for key in ("vocabulary", "context") if not _is_count(values.get(key))
    ]
    files = _files(values.get("files"))
    listed = [values["model"], TOKENIZER] if not problems else []
    problems += (
        [_NOT_LISTED.filled(name=name) for name in listed if name not in files] if files else [_NO_FILES]
    )
    if values.get("prompt") not in STYLES:
        problems.append(_STYLE.filled(style=values.get("prompt")))
    if problems:
        return None, problems
    parameters = values.get("parameters")
    manifest = Manifest(
        name=values["name"],
        model=values["model"],
        files=files,
        vocabulary=values["vocabulary"],
        context=values["context"],
        prompt=values["prompt"],
        parameters=parameters if _is_count(parameters) else None,
        licence=str(values.get("licence") or ""),
        trained_on=values.get("trained_on"),
        scores=values.get("scores"),
        made=values.get("made"),
    )
    return manifest, []


def is_plain_name(name: object) -> TypeGuard[str]:
    """Whether a name can be that of a file or folder everywhere, and stays inside the folder it is put in."""
    return (
        isinstance(name, str)
        and 0 < len(name) <= _LONGEST_NAME
        and name[0] not in ".-"
        and name[-1] not in ". "
        and name.isprintable()
        and not _FORBIDDEN.intersection(name)
    )


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _files(values: object) -> dict[str, Stored]:
    """The listed files; none when one of them makes no sense."""
    if not isinstance(values, dict):
        return {}
    found: dict[str, Stored] = {}
    for name, one in values.items():
        if not is_plain_name(name) or not isinstance(one, dict):
            return {}
        size, digest = one.get("bytes"), one.get("sha256")
        if not _is_count(size) or not isinstance(digest, str):
            return {}
        found[name] = Stored(size, digest)
    return found


def _joined(path: Path, problems: list[Text]) -> Text:
    return Text(
        _BROKEN.ru.format(path=path, problems="; ".join(one.ru for one in problems)),
        _BROKEN.en.format(path=path, problems="; ".join(one.en for one in problems)),
    )
