"""The modules of the project that completion is tried on."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from bsl_pilot.errors import NotTextError
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.files import read
from bsl_pilot.text.snapshot import TextSnapshot


class Modules(Mapping[str, TextSnapshot]):
    """Texts by their path relative to the project's folder, ``/`` as separator, in the order of paths."""

    def __init__(self, texts: Mapping[str, TextSnapshot]) -> None:
        self._texts = {path: texts[path] for path in sorted(texts)}
        self._parsed = lru_cache(maxsize=32)(self._parse)

    @classmethod
    def read(cls, folder: Path, paths: Iterable[str], max_bytes: int) -> Modules:
        """Reads files below ``folder``; binary ones are left out.

        Raises:
            InputError: a file can't be read.
        """
        texts: dict[str, TextSnapshot] = {}
        for path in paths:
            try:
                text = read(Path(path), max_bytes).text
            except NotTextError:
                continue  # a module whose text is protected has nothing to complete
            texts[Path(path).relative_to(folder).as_posix()] = TextSnapshot.of(text)
        return cls(texts)

    def only(self, paths: Container[str]) -> Modules:
        """Those of the modules that stand in ``paths``."""
        return Modules({path: text for path, text in self._texts.items() if path in paths})

    def document(self, path: str) -> Document:
        """The parsed module; the last few are remembered."""
        return self._parsed(path)

    def _parse(self, path: str) -> Document:
        return Document.parse(self._texts[path])

    def __getitem__(self, path: str) -> TextSnapshot:
        return self._texts[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)
