"""A small world for tests of types: metadata made by hand, the shipped catalogue, modules given as texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bsl_pilot.project.kinds import kind as kind_named
from bsl_pilot.project.layout import Module, ModuleKind, ObjectName
from bsl_pilot.project.metadata.model import (
    Attribute,
    CommonModule,
    EnumValue,
    Finding,
    Form,
    FormAttribute,
    FormCommand,
    FormItem,
    Handler,
    Header,
    MetadataObject,
    Predefined,
    TabularSection,
    TypeRef,
)
from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.words import fold
from bsl_pilot.types.catalogue import Catalogue, shipped
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.model import Type, Types
from bsl_pilot.types.module import DocumentCode
from bsl_pilot.types.sources import FileModules

from tests import marks

COMMON = Module("CommonModules/Тест/Ext/Module.bsl", ModuleKind.COMMON, ObjectName("CommonModule", "Тест"))
FORM = Module("Ф.bsl", ModuleKind.FORM, ObjectName("Document", "Заказ"), form="ФормаДокумента")
OBJECT = Module("О.bsl", ModuleKind.OBJECT, ObjectName("Document", "Заказ"))


def refs(*names: str) -> tuple[TypeRef, ...]:
    return tuple(TypeRef(name) for name in names)


OBJECTS = (
    MetadataObject(
        "Catalog",
        "Товары",
        attributes=(Attribute("Артикул", refs("String")), Attribute("Вид", refs("EnumRef.ВидыТоваров"))),
        predefined=(Predefined("Услуга"),),
    ),
    MetadataObject("Enum", "ВидыТоваров", enum_values=(EnumValue("Еда"), EnumValue("Одежда"))),
    MetadataObject("DefinedType", "Предмет", types=refs("CatalogRef.Товары", "String")),
    MetadataObject(
        "Document",
        "Заказ",
        attributes=(
            Attribute("Товар", refs("CatalogRef.Товары")),
            Attribute("Предмет", refs("DefinedType.Предмет")),
        ),
        tabular_sections=(
            TabularSection(
                "Строки", (Attribute("Товар", refs("CatalogRef.Товары")), Attribute("Цена", refs("Number")))
            ),
        ),
        lists={"RegisterRecords": ("AccumulationRegister.Остатки",)},
    ),
    MetadataObject(
        "AccumulationRegister",
        "Остатки",
        dimensions=(Attribute("Товар", refs("CatalogRef.Товары")),),
        resources=(Attribute("Количество", refs("Number")),),
    ),
    MetadataObject(
        "InformationRegister",
        "Цены",
        dimensions=(Attribute("Товар", refs("CatalogRef.Товары")),),
        resources=(Attribute("Цена", refs("Number")),),
    ),
    MetadataObject(
        "CommonAttribute", "Область", types=refs("CatalogRef.Товары"), lists={"Content": ("Document.Заказ",)}
    ),
    MetadataObject("Constant", "ГлавныйТовар", types=refs("CatalogRef.Товары")),
    MetadataObject("StyleItem", "ВажныйТекст"),
    MetadataObject("CommonModule", "Тест"),
    MetadataObject("CommonModule", "Услуги"),
    MetadataObject("CommonModule", "ОбщееГлобальный"),
)
FORMS = (
    Form(
        ObjectName("Document", "Заказ"),
        "ФормаДокумента",
        attributes=(
            FormAttribute("Объект", refs("DocumentObject.Заказ"), main=True),
            FormAttribute("Итоги", refs("ValueTable"), columns=(Attribute("Сумма", refs("Number")),)),
        ),
        items=(
            FormItem(
                "Строки",
                "Table",
                data_path="Объект.Строки",
                handlers=(Handler("OnActivateRow", "СтрокиПриАктивизации"),),
            ),
            FormItem(
                "Товар",
                "InputField",
                data_path="Объект.Товар",
                handlers=(Handler("OnChange", "ТоварПриИзменении"),),
            ),
        ),
        commands=(FormCommand("Пересчитать", handlers=(Handler("Action", "Пересчитать"),)),),
        parameters=(Attribute("Основа", refs("CatalogRef.Товары")),),
    ),
)


class FakeMetadata(MetadataView):
    """Objects and forms in memory."""

    def kinds(self) -> Sequence[str]:
        return tuple(dict.fromkeys(one.kind for one in OBJECTS))

    def names(self, kind: str) -> Sequence[str]:
        found = kind_named(kind)
        return [one.name for one in OBJECTS if found is not None and one.kind == found.en]

    def headers(self) -> Iterator[Header]:
        return (Header(one.kind, one.name, one.synonym, one.path) for one in OBJECTS)

    def get(self, kind: str, name: str) -> MetadataObject | None:
        found = kind_named(kind)
        key = (found.en if found else "", fold(name))
        return next((one for one in OBJECTS if (one.kind, fold(one.name)) == key), None)

    def has(self, kind: str, name: str) -> bool:
        return self.get(kind, name) is not None

    def form(self, owner: ObjectName, name: str = "") -> Form | None:
        key = (owner.kind, fold(owner.name), fold(name))
        return next(
            (one for one in FORMS if (one.owner.kind, fold(one.owner.name), fold(one.name)) == key), None
        )

    def common_modules(self) -> Iterable[CommonModule]:
        for name in self.names("CommonModule"):
            yield CommonModule(
                name, True, False, False, False, False, name.endswith("Глобальный"), False, "DontUse"
            )

    def common_module(self, name: str) -> CommonModule | None:
        return next((one for one in self.common_modules() if fold(one.name) == fold(name)), None)

    @property
    def findings(self) -> Sequence[Finding]:
        return ()


@dataclass
class FakeWorld:
    modules: FileModules
    catalogue: Catalogue = field(default_factory=shipped)
    metadata: MetadataView = field(default_factory=FakeMetadata)
    memory: dict[object, object] = field(default_factory=dict)


def inference(text: str, where: Module = COMMON, modules: Mapping[str, str] | None = None) -> Inference:
    """An inference for a module; `modules` are texts of other common modules by name, of classes of OneScript by
    `Классы/Имя`, of the application by `Приложение`."""
    others = [one for one in modules or {} if one == "Приложение" or one.startswith("Классы/")]
    texts = {f"CommonModules/{name}": one for name, one in (modules or {}).items() if name not in others}
    texts["М.bsl"] = 'Функция Новый_() Экспорт\n\tВозврат Новый Структура("Ключ", 1);\nКонецФункции'
    places = [
        Module(path, ModuleKind.COMMON, ObjectName("CommonModule", path.rpartition("/")[2]))
        for path in texts
        if path.startswith("CommonModules/")
    ]
    for name in others:
        texts[name] = (modules or {})[name]
        owner = ObjectName("Class", name.rpartition("/")[2]) if "/" in name else None
        kind = ModuleKind.CLASS if owner is not None else ModuleKind.MANAGED_APPLICATION
        places.append(Module(name, kind, owner))
    places.append(Module("М.bsl", ModuleKind.MANAGER, ObjectName("Catalog", "Товары")))
    world = FakeWorld(FileModules(places, lambda path: texts[path].encode()))
    return Inference(world, DocumentCode(where, Document.parse(text)))


def before_dot(marked: str, where: Module = COMMON, modules: Mapping[str, str] | None = None) -> str:
    """The types of what stands before the dot at the cursor, described."""
    found = marks.parse(marked)
    return described(inference(found.text, where, modules).receiver(found.cursor))


def described(types: Types) -> str:
    """`Structure{А, Б}|Undefined`, elements in angle brackets, `?` for what is not known."""
    names = sorted(map(_described, types))
    return "|".join([*names, *(["?"] if types.partial else [])])


def _described(type_: Type) -> str:
    text = f"{type_.name}.{type_.object}" if type_.object and type_.name != "Query" else type_.name
    if type_.fields:
        text += "{" + ", ".join(one.name for one in type_.fields) + "}"
    return text + (f"<{described(type_.element)}>" if type_.element else "")
