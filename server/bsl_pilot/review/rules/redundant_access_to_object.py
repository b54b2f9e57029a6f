"""What belongs to the module is reached through `ЭтотОбъект` or through the module's own name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from bsl_pilot.project.kinds import kind
from bsl_pilot.review.api import (
    Bad,
    Code,
    For,
    Found,
    Good,
    Kind,
    ModuleType,
    Need,
    Node,
    Project,
    Range,
    Rank,
    Rule,
    Text,
    delete,
    path_of,
)
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import fold


@dataclass(frozen=True, slots=True)
class Parameters:
    check_object_module: bool = True
    check_form_module: bool = True
    check_record_set_module: bool = True


_FORM = "CommonForms/Вопрос/Ext/Form/Module.bsl"
RULE = Rule(
    key="RedundantAccessToObject",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=1,
    language=For.BSL,
    modules=(
        ModuleType.COMMON,
        ModuleType.OBJECT,
        ModuleType.MANAGER,
        ModuleType.FORM,
        ModuleType.RECORD_SET,
    ),
    need=Need.METADATA,
    title=Text("Избыточное обращение к объекту", "Needless access through the object"),
    about=Text(
        "К своим реквизитам и методам модуль обращается без «ЭтотОбъект» и без собственного имени: так короче, и видно, что "
        "они свои.",
        "A module reaches its own attributes and methods without `ThisObject` and without its own name: that is shorter, and "
        "shows that they are its own.",
    ),
    message=Text("Обращение через «{name}» избыточно", "The access through `{name}` is needless"),
    parameters=Parameters,
    parameter_docs=(
        ("checkObjectModule", Text("проверять модули объектов", "check modules of objects")),
        ("checkFormModule", Text("проверять модули форм", "check modules of forms")),
        ("checkRecordSetModule", Text("проверять модули наборов записей", "check modules of record sets")),
    ),
    fix=Text("Убрать «{name}.»", "Remove `{name}.`"),
    see=("https://its.1c.ru/db/v8std/content/467/hdoc",),
    examples=(
        Bad(
            "Процедура А(Код)\n\t⟦ЭтотОбъект⟧.Цена = 1;\n\t⟦ЭтотОбъект⟧.Записать();\n\tЭтотОбъект.Код = Код;\n\tБ(ЭтотОбъект);\n"
            "КонецПроцедуры\n",
            fixed="Процедура А(Код)\n\tЦена = 1;\n\tЗаписать();\n\tЭтотОбъект.Код = Код;\n\tБ(ЭтотОбъект);\nКонецПроцедуры\n",
            path="Catalogs/Товары/Ext/ObjectModule.bsl",
        ),
        Bad(
            "Procedure A() Export\n\tB(⟦print⟧.C());\n\tD.Print.C();\nEndProcedure\n\nFunction C() Export\nEndFunction\n",
            fixed="Procedure A() Export\n\tB(C());\n\tD.Print.C();\nEndProcedure\n\nFunction C() Export\nEndFunction\n",
            path="CommonModules/Print/Ext/Module.bsl",
        ),
        Bad(
            "Функция А() Экспорт\n\tВозврат ⟦Справочники.Товары⟧.Б() + Справочники.Цены.Б();\nКонецФункции\n\n"
            "Функция Б() Экспорт\nКонецФункции\n",
            path="Catalogs/Товары/Ext/ManagerModule.bsl",
            hidden=True,
        ),
        Bad(
            "&НаКлиенте\nПроцедура А()\n\t⟦ThisObject⟧.А();\n\tЭтотОбъект.Новый = 1;\nКонецПроцедуры\n",
            path=_FORM,
            hidden=True,
        ),
        Good(
            "Процедура А()\n\tЭтотОбъект.Цена = 1;\nКонецПроцедуры\n",
            path="Catalogs/Товары/Ext/ObjectModule.bsl",
            parameters={"checkObjectModule": False},
            hidden=True,
        ),
        Good(
            "Процедура А(Цена)\n\tЭтотОбъект.Цена = Цена;\n\tБ = ЭтотОбъект[В];\n\tГ.ЭтотОбъект.Д = 1;\nКонецПроцедуры\n",
            path="Catalogs/Товары/Ext/ObjectModule.bsl",
        ),
        Good(
            "Функция А() Экспорт\n\tВозврат КурсыПовтИсп.А();\nКонецФункции\n",
            path="CommonModules/КурсыПовтИсп/Ext/Module.bsl",
            files={"CommonModules/КурсыПовтИсп.xml": "Server, ReturnValuesReuse=DuringSession"},
            note=Text(
                "так работает повторное использование значений", "that is how return values are reused"
            ),
        ),
        Good("Процедура А()\n\tЭтотОбъект.", path=_FORM, hidden=True),
    ),
)
_THIS = ("этотобъект", "thisobject")
_BEHIND = frozenset({"member_access", "method_call"})
_CHECKED = {
    ModuleType.OBJECT: "check_object_module",
    ModuleType.FORM: "check_form_module",
    ModuleType.RECORD_SET: "check_record_set_module",
}


@RULE.words(*_THIS)
def this(node: Node, code: Code, parameters: Parameters) -> Found:
    attribute = _CHECKED.get(code.scene.type)
    if code.scene.type is ModuleType.FORM or attribute is None or not getattr(parameters, attribute):
        return
    name = _member(node, code)
    if name is not None:
        yield RULE.at(node, name=node.text, fix=partial(_fix, node.start, name.start))


@RULE.pieces
def own_name(code: Code) -> Found:
    owner, common = code.scene.owner, code.scene.common
    if owner is None or code.scene.form or code.scene.command:
        return
    if code.scene.type is ModuleType.COMMON:
        if common is not None and common.reuse == "DontUse":
            for node in code.words.get(fold(owner.name), ()):
                name = _member(node, code)
                if name is not None and node.parent is not None and node.parent.kind == "method_call":
                    yield RULE.at(node, name=node.text, fix=partial(_fix, node.start, name.start))
    elif code.scene.type is ModuleType.MANAGER:
        yield from _of_manager(code, fold(owner.name), owner.kind)


def _of_manager(code: Code, own: str, own_kind: str) -> Found:
    for node in code.words.get(own, ()):
        access = node.parent
        path = path_of(access) if access is not None and access.kind == "member_access" else ()
        asked = kind(path[0]) if len(path) == 2 and path[1] == own else None
        if (
            access is None
            or asked is None
            or asked.en != own_kind
            or path[0] == fold(asked.en)
            or code.is_local(path[0])
        ):
            continue
        name = _member(access, code)
        if name is not None and access.parent is not None and access.parent.kind == "method_call":
            yield RULE.at(access, name=access.text, fix=partial(_fix, access.start, name.start))


@RULE.collect
def in_form(code: Code) -> list[tuple[int, int, int, str]]:
    """`ЭтотОбъект.Имя` of forms, where only what was there from the beginning may be called by its name alone."""
    if code.scene.type is not ModuleType.FORM:
        return []
    return list(_in_form(code))


def _in_form(code: Code) -> Iterator[tuple[int, int, int, str]]:
    for word in _THIS:
        for node in code.words.get(word, ()):
            name = _member(node, code)
            if name is not None:
                yield node.start, node.end, name.start, name.word


@RULE.project
def check(collected: list[tuple[int, int, int, str]], project: Project, parameters: Parameters) -> Found:
    module = project.module
    if not parameters.check_form_module or module is None or module.owner is None:
        return
    form = project.metadata.form(module.owner, module.form or "")
    known = {fold(one.name) for one in form.attributes} if form is not None else set()
    view = project.resolver.view
    members = project.catalogue.members("ClientApplicationForm")
    for start, end, name, word in collected:
        is_own = word in known or view.method(project.path, word) is not None
        if is_own or (members is not None and members.get(word) is not None):
            yield RULE.at(Range(start, end), name="ЭтотОбъект", fix=partial(_fix, start, name))


def _member(node: Node, code: Code) -> Node | None:
    """The name behind the dot after this, unless it needs what stands before: a variable has the same name."""
    parent = node.parent
    if parent is None or parent.kind not in _BEHIND or node.field != "object":
        return None
    if node.kind == "identifier" and code.is_local(node.word):
        return None
    name = parent.child("name")
    if (
        name is None
        or name.end == name.start
        or (parent.kind == "member_access" and code.is_local(name.word))
    ):
        return None
    return name


def _fix(start: int, end: int) -> list[TextEdit]:
    return [delete(start, end)]
