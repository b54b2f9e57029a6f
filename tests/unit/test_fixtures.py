"""The example projects are what other tests take for granted: clean, complete and consistent."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.embedded import document_queries
from bsl_pilot.syntax.nodes import broken
from bsl_pilot.text import files

FIXTURES = Path(__file__).parents[1] / "fixtures"
TRADE = FIXTURES / "trade"
EXTENSION = FIXTURES / "trade_extension"
WAREHOUSE = FIXTURES / "warehouse"
LIBRARY = FIXTURES / "oscript_lib"

MODULES = sorted(path for path in FIXTURES.rglob("*") if path.suffix in {".bsl", ".os"})
MARKUP = sorted(path for path in FIXTURES.rglob("*") if path.suffix in {".xml", ".mdo", ".form", ".config"})
FORMS = [*sorted(TRADE.rglob("Ext/Form.xml")), *sorted(WAREHOUSE.rglob("Form.form"))]

MD = "{http://v8.1c.ru/8.3/MDClasses}"
LOGFORM = "{http://v8.1c.ru/8.3/xcf/logform}"
READABLE = "{http://v8.1c.ru/8.3/xcf/readable}"

_HEADER = re.compile(
    r"^(?:Асинх |Async )?(?:Процедура|Функция|Procedure|Function) (\w+)\(([^)]*)\)", re.MULTILINE
)
_FOLDERS = {
    "Catalog": "Catalogs",
    "CommonCommand": "CommonCommands",
    "CommonForm": "CommonForms",
    "CommonModule": "CommonModules",
    "Document": "Documents",
    "InformationRegister": "InformationRegisters",
    "AccumulationRegister": "AccumulationRegisters",
    "HTTPService": "HTTPServices",
}


def name_of(path: Path) -> str:
    return path.relative_to(FIXTURES).as_posix()


@cache
def text(path: Path) -> str:
    return files.read(path).text.replace("\r\n", "\n")


def methods(path: Path) -> dict[str, list[str]]:
    """Parameters of each method of a module, without `Знач` and defaults."""
    return {
        name: [part.split("=")[0].split()[-1] for part in parameters.split(",") if part.strip()]
        for name, parameters in _HEADER.findall(text(path))
    }


def folder_of(kind: str) -> str:
    return _FOLDERS.get(kind, kind + "s")


def handler_module(reference: str) -> tuple[Path, str]:
    """The module and the method of `CommonModule.Модуль.Метод`."""
    _, module, method = reference.split(".")
    return TRADE / "CommonModules" / module / "Ext" / "Module.bsl", method


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_has_no_syntax_error(path: Path) -> None:
    document = Document.parse(text(path))
    assert not list(broken(document.root))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_complete_query_parses(path: Path) -> None:
    queries = [query for _, query in document_queries(Document.parse(text(path)))]
    for query in queries:
        if query.whole and b"%1" not in query.contents.data:
            assert not list(broken(query.tree.root_node)), query.contents.data.decode()


def test_queries_are_found_at_all() -> None:
    found = sum(1 for path in MODULES for _ in document_queries(Document.parse(text(path))))
    assert found >= 30


@pytest.mark.parametrize("path", MARKUP, ids=name_of)
def test_markup_is_well_formed(path: Path) -> None:
    assert ET.fromstring(path.read_bytes()) is not None  # noqa: S314


@pytest.mark.parametrize("root", [TRADE, EXTENSION], ids=name_of)
def test_configuration_lists_exactly_the_objects_on_disk(root: Path) -> None:
    configuration = ET.parse(root / "Configuration.xml")  # noqa: S314
    children = configuration.find(f"{MD}Configuration/{MD}ChildObjects")
    assert children is not None
    listed = {f"{folder_of(one.tag.removeprefix(MD))}/{one.text}.xml" for one in children}
    on_disk = {
        path.relative_to(root).as_posix() for path in root.glob("*/*.xml") if path.parent.name != "Ext"
    }
    assert listed == on_disk


@pytest.mark.parametrize("root", [TRADE, EXTENSION], ids=name_of)
def test_every_module_has_its_object(root: Path) -> None:
    for module in root.rglob("*.bsl"):
        if module.parent == root / "Ext":
            continue
        owner = module.parents[2] if module.parent.name == "Form" else module.parents[1]
        if owner.parent.name == "Commands":
            commands = ET.parse(owner.parents[1].with_suffix(".xml")).iter(MD + "Command")  # noqa: S314
            assert owner.name in {next(one.iter(MD + "Name")).text for one in commands}
        else:
            assert owner.with_suffix(".xml").is_file(), name_of(module)


@pytest.mark.parametrize("root", [TRADE, EXTENSION], ids=name_of)
def test_what_must_have_a_module_has_one(root: Path) -> None:
    for described, module in (
        ("CommonModules/*.xml", "Ext/Module.bsl"),
        ("HTTPServices/*.xml", "Ext/Module.bsl"),
        ("CommonCommands/*.xml", "Ext/CommandModule.bsl"),
        ("CommonForms/*.xml", "Ext/Form/Module.bsl"),
        ("*/*/Forms/*.xml", "Ext/Form/Module.bsl"),
    ):
        for path in root.glob(described):
            assert (path.with_suffix("") / module).is_file(), name_of(path)


def test_warehouse_lists_exactly_the_objects_on_disk() -> None:
    configuration = ET.parse(WAREHOUSE / "src/Configuration/Configuration.mdo").getroot()  # noqa: S314
    listed = {
        f"{folder_of(kind)}/{name}/{name}.mdo"
        for kind, _, name in ((one.text or "").partition(".") for one in configuration)
        if kind in _FOLDERS and name
    }
    sources = WAREHOUSE / "src"
    on_disk = {path.relative_to(sources).as_posix() for path in sources.rglob("*.mdo")}
    assert listed == on_disk - {"Configuration/Configuration.mdo"}


def test_library_manifest_names_every_class_and_module() -> None:
    manifest = ET.parse(LIBRARY / "lib.config").getroot()  # noqa: S314
    listed = {one.attrib["file"] for one in manifest}
    on_disk = {
        path.relative_to(LIBRARY).as_posix()
        for folder in ("Классы", "Модули")
        for path in (LIBRARY / "src" / folder).glob("*.os")
    }
    assert listed == on_disk


@pytest.mark.parametrize("root", [TRADE, EXTENSION, WAREHOUSE], ids=name_of)
def test_uuids_are_unique(root: Path) -> None:
    seen = Counter(uuid for path in MARKUP if path.is_relative_to(root) for uuid in _uuids(path))
    assert [uuid for uuid, count in seen.items() if count > 1] == []


def _uuids(path: Path) -> Iterator[str]:
    for element in ET.parse(path).iter():  # noqa: S314
        if "uuid" in element.attrib:
            yield element.attrib["uuid"]
        yield from (element.attrib[key] for key in ("typeId", "valueTypeId") if key in element.attrib)
        if element.tag in {READABLE + "TypeId", READABLE + "ValueId"}:
            yield element.text or ""


@pytest.mark.parametrize("path", FORMS, ids=name_of)
def test_form_handlers_exist(path: Path) -> None:
    module = path.parent / ("Form/Module.bsl" if path.name == "Form.xml" else "Module.bsl")
    handlers = set(_form_handlers(ET.parse(path).getroot()))  # noqa: S314
    assert handlers
    assert handlers <= methods(module).keys()


def _form_handlers(form: ET.Element) -> Iterator[str]:
    for element in form.iter():
        if element.tag in {LOGFORM + "Event", LOGFORM + "Action"}:
            yield element.text or ""
        elif element.tag in {"handlers", "handler"}:
            yield element.findtext("name", "")


@pytest.mark.parametrize(
    ("pattern", "tag", "parameters"),
    [("ScheduledJobs/*.xml", "MethodName", 0), ("EventSubscriptions/*.xml", "Handler", 2)],
)
def test_handlers_in_common_modules_exist(pattern: str, tag: str, parameters: int) -> None:
    found = sorted(TRADE.glob(pattern))
    assert found
    for path in found:
        reference = next(ET.parse(path).iter(MD + tag)).text or ""  # noqa: S314
        module, method = handler_module(reference)
        assert len(methods(module)[method]) >= parameters, name_of(path)
        assert re.search(rf"^Процедура {method}\(.*\) Экспорт$", text(module), re.MULTILINE), reference


def test_http_service_handlers_take_the_request() -> None:
    for path in TRADE.glob("HTTPServices/*.xml"):
        handlers = [one.text or "" for one in ET.parse(path).iter(MD + "Handler")]  # noqa: S314
        module = path.with_suffix("") / "Ext" / "Module.bsl"
        assert [len(methods(module)[handler]) for handler in handlers] == [1] * len(handlers)


def test_adopted_objects_point_at_the_base() -> None:
    for path in EXTENSION.glob("*/*.xml"):
        adopted = next(ET.parse(path).iter(MD + "ExtendedConfigurationObject"), None)  # noqa: S314
        if adopted is not None:
            base = ET.parse(TRADE / path.relative_to(EXTENSION)).getroot()[0]  # noqa: S314
            assert adopted.text == base.attrib["uuid"], name_of(path)


def test_intercepted_methods_exist_in_the_base() -> None:
    intercepted = 0
    for path in EXTENSION.rglob("*.bsl"):
        for method in re.findall(
            r'^&(?:Перед|После|Вместо|ИзменениеИКонтроль)\("(\w+)"\)', text(path), re.MULTILINE
        ):
            assert method in methods(TRADE / path.relative_to(EXTENSION))
            intercepted += 1
    assert intercepted == 5


def test_controlled_method_equals_the_base_without_its_changes() -> None:
    path = Path("CommonModules/Ценообразование/Ext/Module.bsl")
    changed = re.sub(
        r"^#Вставка\n.*?^#КонецВставки\n", "", text(EXTENSION / path), flags=re.MULTILINE | re.DOTALL
    )
    changed = re.sub(r"^#(?:Удаление|КонецУдаления)\n", "", changed, flags=re.MULTILINE)
    assert _body(changed, "Опт_ПересчитатьВВалюту") == _body(text(TRADE / path), "ПересчитатьВВалюту")


def _body(module: str, method: str) -> str:
    found = re.search(rf"^Функция {method}\(.*?\n(.*?)^КонецФункции", module, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("root", "codec", "bom", "line_end"),
    [
        (TRADE, "utf-8", True, "\r\n"),
        (EXTENSION, "utf-8", True, "\r\n"),
        (WAREHOUSE, "utf-8", False, "\n"),
        (LIBRARY / "src" / "Классы", "utf-8", False, "\n"),
        (LIBRARY / "src" / "Модули" / "СтарыйФормат.os", "cp1251", False, "\r\n"),
    ],
    ids=lambda value: name_of(value) if isinstance(value, Path) else repr(value),
)
def test_files_keep_their_encoding(root: Path, codec: str, bom: bool, line_end: str) -> None:
    for path in [one for one in MODULES if one.is_relative_to(root)]:
        source = files.read(path)
        assert (source.encoding.codec, bool(source.encoding.bom)) == (codec, bom), name_of(path)
        assert source.text.count("\n") == source.text.count(line_end), name_of(path)
        assert ("\r" in source.text) == (line_end == "\r\n"), name_of(path)
