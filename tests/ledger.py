"""The fixture configuration as a world for types: its metadata, its modules, the shipped catalogue."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from bsl_pilot.project.metadata.loading import load
from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.project.modules import module_of
from bsl_pilot.project.root import Root
from bsl_pilot.project.roots import find_roots
from bsl_pilot.syntax.document import Document
from bsl_pilot.types.catalogue import Catalogue, shipped
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.module import DocumentCode
from bsl_pilot.types.sources import FileModules

FIXTURES = Path(__file__).parent / "fixtures"
LAYOUTS = ("ledger", "ledger_edt")
COMMON = "CommonModules/ПроводкиСервер"
OBJECT = "Catalogs/Контрагенты"


@dataclass
class LedgerWorld:
    """What surrounds a module of the fixture."""

    root: Root
    metadata: MetadataView
    modules: FileModules
    catalogue: Catalogue = field(default_factory=shipped)
    memory: dict[object, object] = field(default_factory=dict)


@lru_cache(maxsize=4)
def world(layout: str = "ledger") -> LedgerWorld:
    """The world of the fixture in one of its layouts; tests share it and don't change it."""
    root = next(one for one in find_roots(FIXTURES / layout).roots if not one.extension)
    places = [module_of(root, root.relative(path)) for path in sorted(root.folder.rglob("*.bsl"))]
    return LedgerWorld(root, load(root), FileModules(places, lambda path: _read(root.folder / path)))


def _read(path: Path) -> bytes:
    return path.read_bytes().decode("utf-8-sig").encode()


def path_of(module: str, layout: str = "ledger", file: str = "Module.bsl") -> str:
    """The path of a module below the root: `CommonModules/Имя` in either layout."""
    return f"{module}/Ext/{file}" if layout == "ledger" else f"src/{module}/{file}"


def opened(text: str, path: str = "", layout: str = "ledger") -> tuple[Document, Inference]:
    """A module of the fixture with another text, as it is while somebody types."""
    around = world(layout)
    document = Document.parse(text)
    where = module_of(around.root, path or path_of(COMMON, layout))
    return document, Inference(around, DocumentCode(where, document))
