"""A common module whose name has a word that says nothing."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Need, Rank, Rule, Text
from bsl_pilot.text.words import fold


@dataclass(frozen=True, slots=True)
class Parameters:
    words: str = "процедуры|procedures|функции|functions|обработчики|handlers|модуль|module|функциональность|functionality"


RULE = Rule(
    key="CommonModuleNameWords",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.COMMON,),
    need=Need.METADATA,
    title=Text(
        "Общее слово в имени общего модуля", "A word that says nothing in the name of a common module"
    ),
    about=Text(
        "Что в модуле процедуры и функции, и так понятно. Имя модуля говорит, для чего он: «РаботаСПочтой».",
        "That a module has procedures and functions goes without saying. Its name tells what it is for: `Mail`.",
    ),
    message=Text(
        "В имени общего модуля «{name}» лучше обойтись без «{word}»",
        "The name of the common module `{name}` had better do without `{word}`",
    ),
    parameters=Parameters,
    parameter_docs=(("words", Text("слова через |", "the words with | between them")),),
    see=("https://its.1c.ru/db/v8std/content/469/hdoc",),
    examples=(
        Bad(
            "⟦Процедура⟧ А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/ПроцедурыПечати/Ext/Module.bsl",
        ),
        Bad(
            "⟦Procedure⟧ A() Export\nEndProcedure\n",
            path="CommonModules/PrintHelpers/Ext/Module.bsl",
            parameters={"words": "helpers, | misc"},
            hidden=True,
        ),
        Good(
            "Процедура А() Экспорт\nКонецПроцедуры\n", path="CommonModules/УправлениеПечатью/Ext/Module.bsl"
        ),
        Good(
            "Процедура А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/МодульПечати/Ext/Module.bsl",
            parameters={"words": ""},
            hidden=True,
        ),
    ),
)


@RULE.module
def check(module: ModuleFacts, parameters: Parameters) -> Found:
    common = module.scene.common
    if common is None:
        return
    name = fold(common.name)
    for word in parameters.words.replace(",", "|").split("|"):
        if word.strip() and fold(word.strip()) in name:
            yield RULE.at(module.head, name=common.name, word=word.strip())
            return
