"""The architecture as a diagram: subsystems, surroundings of a module, and drawings that other programs can read."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bsl_pilot.app import IndexRequest, Workspace, index_folder
from bsl_pilot.errors import UsageError
from bsl_pilot.features.architecture.diagram import Format, Wanted, diagram, drawn
from bsl_pilot.features.architecture.document import as_document
from bsl_pilot.features.architecture.dot import quoted
from bsl_pilot.features.architecture.mermaid import escaped
from bsl_pilot.features.architecture.model import Edge, Graph, Known, Level, Node, Omitted
from bsl_pilot.locale import Locale, Text
from bsl_pilot.settings import Settings

from tests.unit.index.workspaces import CONFIGURATION, PURPOSE, write

FIXTURES = Path(__file__).parents[2] / "fixtures"
DOT = shutil.which("dot")
SUBSYSTEM = (
    '<MetaDataObject xmlns:xr="x" xmlns:xsi="i"><Subsystem><Properties><Name>{}</Name><Content>{}</Content>'
    "</Properties><ChildObjects>{}</ChildObjects></Subsystem></MetaDataObject>"
)
ITEM = '<xr:Item xsi:type="xr:MDObjectRef">{}</xr:Item>'
EMPTY = "Процедура Метод() Экспорт\r\nКонецПроцедуры\r\n"


def subsystem(name: str, *content: str, children: str = "") -> str:
    return SUBSYSTEM.format(name, "".join(map(ITEM.format, content)), children)


FILES = {
    "Configuration.xml": CONFIGURATION.format("Большая", ""),
    "Subsystems/Торговля.xml": subsystem(
        "Торговля", *("CommonModule.Общий", "CommonModule.Цены", "CommonModule.НетТакого", "мусор"),
        children="<Subsystem>Цены</Subsystem>",
    ),
    "Subsystems/Торговля/Subsystems/Цены.xml": subsystem("Цены", "CommonModule.Цены", "Catalog.Товары"),
    "Subsystems/Торговля/Subsystems/Цены/Subsystems/Торговля.xml": subsystem(
        "Торговля", children="<Subsystem>Торговля</Subsystem><Subsystem>Цены</Subsystem>"
    ),
    "CommonModules/Общий/Ext/Module.bsl": "\ufeff" + EMPTY + "// 🙂\r\nПроцедура А() Цены.Метод(); цены.МЕТОД(); КонецПроцедуры\r\n",
    "CommonModules/Цены/Ext/Module.bsl": EMPTY + "Процедура А() Справочники.Товары.Метод(); Вне.Метод() КонецПроцедуры",
    "CommonModules/Вне/Ext/Module.bsl": EMPTY,
    "CommonModules/Вне/Ext/Другой.bsl": EMPTY,
    "Catalogs/Товары/Ext/ManagerModule.bsl": EMPTY + "Общий.Метод();",
    "Catalogs/Товары/Ext/ObjectModule.bsl": "Справочники.Товары.Метод();",
    "Catalogs/Общий/Ext/ObjectModule.bsl": "",
    "Documents/Один/Ext/ObjectModule.bsl": "",
    "Catalogs/Один/Ext/ObjectModule.bsl": "",
}  # fmt: skip


def known(folder: Path, shown: str = "") -> Known:
    workspace = Workspace(folder, Settings(), [], Locale.RU)
    done = index_folder(workspace, IndexRequest(shown or str(folder), cache=False, jobs=1))
    return Known(done.resolver(), done.roots, done.metadata)


@pytest.fixture(scope="module")
def trade(tmp_path_factory: pytest.TempPathFactory) -> Known:
    folder = tmp_path_factory.mktemp("workspace")
    write(folder, FILES)
    return known(folder)


def told(graph: Graph) -> dict[str, int]:
    """The edges with their weights; a name of several words without its blanks."""
    names = [node.name.ru for node in graph.nodes]
    return {f"{names[one.source]} > {names[one.target]}": one.calls for one in graph.edges}


def test_subsystems(trade: Known) -> None:
    found = diagram(trade, Wanted())
    assert found.level is Level.SUBSYSTEM
    assert told(found) == {"Торговля > Цены": 2, "Цены > Торговля": 1, "Цены > вне подсистем": 1}
    inner = {node.within: node for node in found.nodes}
    assert inner["Торговля", "Цены"][4:] == (3, 3, 7, 2)
    assert inner["Торговля", "Цены"].path.endswith("Subsystems/Торговля/Subsystems/Цены.xml")
    assert inner[()].modules == 5


def test_objects_and_modules(trade: Known) -> None:
    assert told(diagram(trade, Wanted(level=Level.OBJECT))) == {
        "ОбщийМодуль.Общий > ОбщийМодуль.Цены": 2,
        "ОбщийМодуль.Цены > Справочник.Товары": 1,
        "ОбщийМодуль.Цены > ОбщийМодуль.Вне": 1,
        "Справочник.Товары > ОбщийМодуль.Общий": 1,
    }
    modules = told(diagram(trade, Wanted(level=Level.MODULE)))
    assert modules["Справочник.Товары: модуль объекта > Справочник.Товары: модуль менеджера"] == 1


@pytest.mark.parametrize(
    ("name", "depth", "expected"),
    [
        ("Вне", 1, {"Цены > Вне"}),
        ("вне", 2, {"Цены > Вне", "Общий > Цены"}),
        ("CommonModule.ВНЕ", 1, {"Цены > Вне"}),
        ("ОбщийМодуль.Вне", 3, {"Цены > Вне", "Общий > Цены", "менеджера > Общий"}),
        ("Общий", 1, {"Общий > Цены", "менеджера > Общий"}),
        ("Catalog.Общий", 1, set()),
        ("Справочник.Товары.МодульМенеджера", 1, {"Цены > менеджера", "менеджера > Общий", "объекта > менеджера"}),
        ("Товары", 1, {"Цены > менеджера", "менеджера > Общий", "объекта > менеджера"}),
        ("CommonModules/Вне/Ext/Module.bsl", 1, {"Цены > Вне"}),
    ],
)  # fmt: skip
def test_surroundings(trade: Known, name: str, depth: int, expected: set[str]) -> None:
    found = diagram(trade, Wanted(origin=name, depth=depth))
    pairs = {one.replace(": модуль ", ".") for one in told(found)}
    assert {" > ".join(name.rpartition(".")[2] for name in one.split(" > ")) for one in pairs} == expected
    assert found.focus


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Вен", "(did you mean"),
        ("ОбщийМодуль.Обший", "ОбщийМодуль.Общий"),
        ("СовсемДругое", "there is no module 'СовсемДругое'"),
        ("Один", "'Один' may mean: Catalog.Один, Document.Один"),
        ("../../etc/passwd", "there is no module"),
    ],
)
def test_a_name_that_says_too_little(trade: Known, name: str, message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        diagram(trade, Wanted(origin=name))


def test_what_is_not_shown_is_counted(trade: Known) -> None:
    found = diagram(trade, Wanted(level=Level.OBJECT, top=1))
    assert (len(found.nodes), len(found.edges), found.omitted) == (2, 1, Omitted(5, 3, 3))
    text = drawn(found, Format.MERMAID, Locale.RU)
    assert "не показаны связи: 3 (вызовы: 3); не показаны узлы: 5" in text
    around = diagram(trade, Wanted(origin="Общий", depth=5, top=1))
    assert (len(around.edges), len(around.focus)) == (1, 1)


def test_two_layouts_give_the_same_diagram() -> None:
    designer, edt = (
        diagram(known(FIXTURES / name), Wanted(level=Level.OBJECT)) for name in ("ledger", "ledger_edt")
    )
    assert told(designer)
    assert told(designer) == told(edt)
    assert [node.within for node in designer.nodes] == [node.within for node in edt.nodes]


def test_onescript_is_drawn_in_folders() -> None:
    found = diagram(known(FIXTURES / "oscript_lib"), Wanted())
    assert found.level is Level.MODULE
    calls = told(found)
    assert calls["main.os > Class.ЧтениеПрайса"] == 1
    assert {node.within for node in found.nodes} >= {("src/Классы",), ("src/Модули",)}


def test_configurations_side_by_side(tmp_path: Path) -> None:
    write(tmp_path, {f"основа/{name}": text for name, text in FILES.items()})
    write(tmp_path, {f"расширение/{name}": text for name, text in {
        "Configuration.xml": CONFIGURATION.format("Доп", PURPOSE),
        "CommonModules/Общий/Ext/Module.bsl": "Процедура Доп() Экспорт Вне.Метод(); КонецПроцедуры",
    }.items()})  # fmt: skip
    (alone,) = {node.within[:1] for node in diagram(known(tmp_path), Wanted()).nodes} - {()}
    assert alone == ("Торговля",), "an extension belongs to its base"
    write(tmp_path, {f"вторая/{name}": text for name, text in FILES.items()})
    write(tmp_path, {"вторая/Configuration.xml": CONFIGURATION.format("Другая", "")})
    found = diagram(known(tmp_path), Wanted())
    assert {node.within[0] for node in found.nodes} == {"Большая", "Другая"}
    nodes = found.nodes
    assert all(nodes[one.source].within[0] == nodes[one.target].within[0] for one in found.edges)


def test_empty_folder(tmp_path: Path) -> None:
    found = diagram(known(tmp_path), Wanted())
    assert (found.nodes, found.edges) == ([], [])
    assert drawn(found, Format.MERMAID, Locale.EN).endswith("flowchart LR\n")


WILD = Text('а"б\\в<b>#&;`[|]{}%\n🙂 end', 'а"б\\в<b>#&;`[|]{}%\n🙂 end')


def wild() -> Graph:
    nodes = [Node(WILD, "module", (WILD.ru, "вниз"), "p", 1, 2, 3, 0)] * 2
    return Graph(Level.MODULE, nodes, [Edge(0, 1, 5), Edge(1, 0, 1)], focus=frozenset({1}))


def test_mermaid_escapes_what_it_would_understand() -> None:
    text = drawn(wild(), Format.MERMAID, Locale.EN)
    ids = r"n\d+|s\d+"
    shape = re.compile(
        rf'---|title: ".*"|flowchart LR|  +end| +(subgraph )?({ids})\["[^"`<>\[\]|{{}}%\\]*"\]|  n\d+ -->\|\d+\| n\d+'
        r"|  classDef focus stroke-width:4px|  class n2 focus"
    )
    assert all(shape.fullmatch(line) for line in text.splitlines()), text
    assert escaped('"#<🙂>\n') == "#34;#35;#60;🙂#62;#10;"


def test_dot_quotes_what_it_would_understand() -> None:
    text = drawn(wild(), Format.DOT, Locale.EN)
    assert quoted('а"\\N\n') == '"а\\"\\\\N "'
    strings = re.sub(r'"(\\.|[^"\\])*"', "S", text)
    assert '"' not in strings
    assert set(strings) <= set(
        "digraph architecture {}[]\n\t;=,->_.0123456789S" + "abcdefghijklmnopqrstuvwxyzLR"
    )


@pytest.mark.skipif(DOT is None, reason="Graphviz is not installed")
def test_graphviz_draws_it(trade: Known) -> None:
    for graph in (wild(), diagram(trade, Wanted())):
        done = subprocess.run(
            [str(DOT), "-Tsvg"],
            input=drawn(graph, Format.DOT, Locale.RU).encode(),
            capture_output=True,
            check=True,
        )
        assert b"</svg>" in done.stdout
        assert not done.stderr


def test_document(trade: Known) -> None:
    document = as_document(diagram(trade, Wanted(origin="Вне", format=Format.JSON)), Locale.EN)
    assert document["level"] == "module"
    assert document["omitted"] == {"nodes": 0, "edges": 0, "calls": 0}
    by_id = {node["id"]: node for node in document["nodes"]}
    (edge,) = document["edges"]
    assert (by_id[edge["from"]]["name"], edge["calls"]) == ("CommonModule.Цены", 1)
    target = by_id[edge["to"]]
    assert (target["name"], target["kind"], target["focus"]) == ("CommonModule.Вне", "common", True)
    assert (target["modules"], target["methods"], target["lines"], target["inner"]) == (1, 1, 3, 0)
    assert (by_id[edge["from"]]["subsystem"], target["subsystem"]) == ("Торговля.Цены", "")
