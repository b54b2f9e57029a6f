"""Names that the platform has deprecated in 8.3.12."""

from __future__ import annotations

from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    For,
    Found,
    Good,
    Kind,
    Node,
    Rank,
    Rule,
    Text,
    path_of,
    replace,
)
from bsl_pilot.text.words import is_latin

RULE = Rule(
    key="DeprecatedAttributes8312",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=1,
    language=For.BSL,
    since=(8, 3, 12),
    title=Text("Имена, устаревшие в 8.3.12", "Names deprecated in 8.3.12"),
    about=Text(
        "В 8.3.12 свойства диаграмм для шкал, легенды, заголовка и палитры заменены объектами, у группировки элементов "
        "формы появились уточнённые значения, а ОчиститьЖурналРегистрации() оставлена для совместимости.",
        "In 8.3.12 the properties of charts for scales, legend, title and palette were replaced by objects, the grouping of "
        "form items got clearer values, and ClearEventLog() is kept for compatibility.",
    ),
    message=Text("«{name}» устарело в версии 8.3.12", "`{name}` is deprecated since 8.3.12"),
    fix=Text("Заменить на «ГоризонтальнаяЕслиВозможно»", "Replace by `HorizontalIfPossible`"),
    examples=(
        Bad(
            "Группа.Группировка = ГруппировкаПодчиненныхЭлементовФормы.⟦Горизонтальная⟧;\n",
            fixed="Группа.Группировка = ГруппировкаПодчиненныхЭлементовФормы.ГоризонтальнаяЕслиВозможно;\n",
        ),
        Bad(
            "Диаграмма.ОбластьПостроения.⟦ОтображатьШкалу⟧ = Истина;\nДиаграмма.⟦ПалитраЦветов⟧ = П;\n⟦ОчиститьЖурналРегистрации⟧();\n"
        ),
        Bad(
            "Chart.PlotArea.⟦ScaleColor⟧ = C;\nA = Chart.⟦GetPalette⟧();\nB = ⟦ChartLabelsOrientation⟧.Auto;\n⟦ClearEventLog⟧(F);\n"
        ),
        Bad("MyChart.⟦ShowLegend⟧ = False;\nДиаграммаПродаж.⟦ОтображатьЗаголовок⟧ = Ложь;\n", hidden=True),
        Good(
            "Элементы.Группа.ОтображатьЗаголовок = Ложь;\nА = ГруппировкаПодчиненныхЭлементовФормы.Вертикальная;\nШкала.ЦветШкалы = Ц;\n"
        ),
    ),
)
_GROUPING = frozenset({"группировкаподчиненныхэлементовформы", "childformitemsgroup"})
_AREA = frozenset({"областьпостроения", "plotarea"})
_CHARTS = ("диаграмм", "chart")


@RULE.words("Горизонтальная", "Horizontal")
def grouping(node: Node, _code: Code) -> Found:
    if _owner(node) in _GROUPING:
        new = "HorizontalIfPossible" if is_latin(node.word) else "ГоризонтальнаяЕслиВозможно"
        yield RULE.at(node, name=node.text, fix=lambda: [replace(node, new)])


@RULE.words("ОриентацияМетокДиаграммы", "ChartLabelsOrientation")
def enumeration(node: Node, code: Code) -> Found:
    if node.field == "object" and not code.is_local(node.word):
        yield RULE.at(node, name=node.text)


@RULE.calls("ОчиститьЖурналРегистрации", "ClearEventLog")
def function(call: Call, _code: Code) -> Found:
    yield RULE.at(call.name, name=call.name.text)


@RULE.words(
    *(
        "ОтображатьПодписиШкалыСерий",
        "ShowSeriesScaleLabels",
        "ОтображатьПодписиШкалыТочек",
        "ShowPointsScaleLabels",
    ),
    *(
        "ОтображатьПодписиШкалыЗначений",
        "ShowValuesScaleLabels",
        "ОтображатьЛинииЗначенийШкалы",
        "ShowScaleValueLines",
    ),
    *("ОтображатьШкалу", "ShowScale", "МаксимумЦветовГрадиентнойПалитры", "GradientPaletteMaxColors"),
    *("ЦветНачалаГрадиентнойПалитры", "GradientPaletteStartColor", "ПалитраЦветов", "ColorPalette"),
    *("ЦветКонцаГрадиентнойПалитры", "GradientPaletteEndColor"),
    *("ПолучитьПалитру", "GetPalette", "УстановитьПалитру", "SetPalette"),
)
def of_charts(node: Node, _code: Code) -> Found:
    """Names that nothing but charts has."""
    if (
        node.field == "name"
        and node.parent is not None
        and node.parent.kind in ("member_access", "method_call")
    ):
        yield RULE.at(node, name=node.text)


@RULE.words(
    *("ЛинииШкалы", "ScaleLines", "ЦветШкалы", "ScaleColor", "ФорматШкалыЗначений", "ValueScaleFormat"),
    *("ОриентацияМеток", "LabelsOrientation"),
)
def of_areas(node: Node, _code: Code) -> Found:
    """Names that parts of other charts have, too, and keep."""
    if _owner(node) in _AREA:
        yield RULE.at(node, name=node.text)


@RULE.words("ОтображатьЗаголовок", "ShowTitle", "ОтображатьЛегенду", "ShowLegend")
def of_chart(node: Node, _code: Code) -> Found:
    """Names that items of forms have, too, and keep."""
    if any(one in _owner(node) for one in _CHARTS):
        yield RULE.at(node, name=node.text)


def _owner(node: Node) -> str:
    """The last folded name before the dot."""
    parent = node.parent
    if parent is None or parent.kind != "member_access" or node.field != "name":
        return ""
    return next(iter(reversed(path_of(parent.child("object")))), "")
