"""An item of a form whose data are gone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bsl_pilot.index.modules import Modules
from bsl_pilot.project.layout import ModuleKind, ObjectName
from bsl_pilot.project.metadata.model import Form
from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Need, Rank, Rule, Text
from bsl_pilot.review.objects import form_of
from bsl_pilot.text.words import fold, is_name

_FORM = (
    '<Form xmlns="http://v8.1c.ru/8.3/xcf/logform"><ChildItems><InputField name="Код" id="1"><DataPath>{path}</DataPath>'
    '</InputField></ChildItems><Attributes><Attribute name="Объект" id="1"/></Attributes></Form>'
)
_PATH = "CommonForms/Вопрос/Ext/Form/Module.bsl"
_FILE = "CommonForms/Вопрос/Ext/Form.xml"
_START = "Процедура ПриНачалеРаботыСистемы()\nКонецПроцедуры\n"
RULE = Rule(
    key="WrongDataPathForFormElements",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.FORM, ModuleType.MANAGED_APPLICATION),
    need=Need.METADATA,
    title=Text("Неверный путь к данным элемента формы", "A wrong data path of an item of a form"),
    about=Text(
        "Реквизит, который показывает элемент формы, удалён или переименован. Поле останется пустым или вовсе не появится.",
        "The attribute that an item of the form shows was removed or renamed. The field stays empty or does not appear at all.",
    ),
    message=Text(
        "Форма «{form}»: у элемента «{item}» неверный путь к данным «{path}»",
        "Form `{form}`: the item `{item}` has the wrong data path `{path}`",
    ),
    see=("https://its.1c.ru/db/v8std/content/467/hdoc",),
    examples=(
        Bad(
            "⟦&⟧НаКлиенте\nПроцедура А()\nКонецПроцедуры\n",
            path=_PATH,
            files={_FILE: _FORM.format(path="~Объект.Код")},
        ),
        Bad(
            "⟦Процедура⟧ А()\nКонецПроцедуры\n",
            path=_PATH,
            files={_FILE: _FORM.format(path="Нет.Код")},
            hidden=True,
        ),
        Bad(
            f"⟦{_START[:9]}⟧{_START[9:]}",
            path="Ext/ManagedApplicationModule.bsl",
            files={"CommonForms/Вопрос.xml": "", _FILE: _FORM.format(path="~Объект.Код")},
            hidden=True,
        ),
        Good("Процедура А()\nКонецПроцедуры\n", path=_PATH, files={_FILE: _FORM.format(path="объект.Код")}),
        Good(
            "Процедура А()\nКонецПроцедуры\n",
            path=_PATH,
            files={_FILE: _FORM.format(path="Items.Код.X")},
            hidden=True,
        ),
        Good(
            _START,
            path="Ext/ManagedApplicationModule.bsl",
            files={_PATH: "", _FILE: _FORM.format(path="~Объект.Код")},
            hidden=True,
        ),
    ),
)
_BROKEN = "~"
"""How both layouts begin a path to what is gone."""
_ROOTS = frozenset({"items", "элементы"})


@RULE.module
def check(module: ModuleFacts) -> Found:
    project = module.project
    modules = project.view.known.modules if project is not None else None
    if project is None or modules is None:
        return
    form = form_of(module)
    forms: tuple[Form, ...] = (form,) if form is not None else ()
    if module.scene.type is ModuleType.MANAGED_APPLICATION and not module.scene.extension:
        forms = _without_module(project.metadata, modules, project.path)
    for one in forms:
        for item, path in _wrong(one, only_broken=module.scene.extension):
            yield RULE.at(module.head, form=one.name, item=item, path=path.removeprefix(_BROKEN))


def _wrong(form: Form, *, only_broken: bool) -> Iterator[tuple[str, str]]:
    """Items with their paths. Of an extension's form the attributes may stand elsewhere."""
    names = {fold(one.name) for one in form.attributes}
    for item in form.items:
        head = fold(item.data_path.partition(".")[0].partition("[")[0])
        if head[:1] == _BROKEN or (
            is_name(head) and not only_broken and names and head not in names and head not in _ROOTS
        ):
            yield item.name, item.data_path


@lru_cache(maxsize=2)
def _without_module(metadata: MetadataView, modules: Modules, path: str) -> tuple[Form, ...]:
    """The forms with a wrong path that have no module to tell of it; found once for a state of the workspace."""
    found = (form for form in _forms_alone(metadata, modules, path) if any(_wrong(form, only_broken=False)))
    return tuple(found)


def _forms_alone(metadata: MetadataView, modules: Modules, path: str) -> Iterator[Form]:
    for one in metadata.headers():
        known = metadata.get(one.kind, one.name) if one.kind != "Configuration" else None
        names = (one.name,) if one.kind == "CommonForm" else known.forms if known is not None else ()
        for name in names:
            owner = (one.kind, fold(one.name))
            if not modules.of(ModuleKind.FORM, owner, fold(name), path):
                form = metadata.form(ObjectName(one.kind, one.name), name)
                if form is not None:
                    yield form
