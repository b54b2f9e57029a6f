"""A path of a file stands in the code."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, Rank, Rule, Text
from bsl_pilot.review.patterns import pattern


@dataclass(frozen=True, slots=True)
class Parameters:
    search_words_std_paths_unix: str = (
        r"bin|boot|dev|etc|home|lib|lost\+found|misc|mnt|media|opt|proc|root|run|sbin|tmp|usr|var"
    )


RULE = Rule(
    key="UsingHardcodePath",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=15,
    language=For.BSL,
    title=Text("Путь к файлу в коде", "Path of a file in code"),
    about=Text(
        "На другом компьютере такого диска или каталога нет, а в другой системе пути пишут иначе. Храните пути в "
        "настройках, имена временных файлов получайте у платформы.",
        "Another computer lacks that drive or folder, and another system writes paths differently. Keep paths in settings, "
        "and ask the platform for names of temporary files.",
    ),
    message=Text("Путь к файлу записан в коде", "The path of a file stands in the code"),
    parameters=Parameters,
    parameter_docs=(
        (
            "searchWordsStdPathsUnix",
            Text(
                "регулярное выражение корневых каталогов Unix", "a regular expression of root folders of Unix"
            ),
        ),
    ),
    see=("https://its.1c.ru/db/v8std/content/542/hdoc",),
    examples=(
        Bad('Имя = ⟦"C:\\Обмен\\файл.xml"⟧;\nКаталог = ⟦"\\\\server\\share"⟧;\nЛог = ⟦"/var/log/1c.log"⟧;\n'),
        Bad('Name = ⟦"d:/data"⟧;\nA = ⟦"%APPDATA%\\x"⟧;\nB = ⟦"~/x"⟧;\nRun(⟦"/opt/1cv8"⟧, 1);\n'),
        Good(
            'Адрес = "http://example.org/etc";\nА = "/api/v1";\nБ = "/";\nВ = "Цена: 5";\nГ = "%1\\%2";\nД = "/binary";\nЕ = "%Text%";\nЖ = "\\\\.\\DISK";\n'
        ),
    ),
)
_VARIABLES = "appdata|localappdata|temp|tmp|userprofile|programfiles|programdata|windir|systemroot|homepath"
_WINDOWS = re.compile(
    r'"\s*(?:[A-Za-z]:[\\/](?!/)|\\\\[^\s\\/"|*?<>.][^\s\\/"|*?<>]*\\|%[A-Za-z_]+%[\\/]'
    rf"|%(?:{_VARIABLES})%|~[\\/])",
    re.IGNORECASE,
)
_LIKELY = re.compile(rb'"\s*(?:[A-Za-z]:[\\/]|\\\\|%[A-Za-z_]|~[\\/]|/[A-Za-z])')


@RULE.pieces
def check(code: Code, parameters: Parameters) -> Found:
    starts = {match.start() for match in _LIKELY.finditer(code.data)}
    if not starts:
        return
    unix = pattern(rf'"\s*/(?:{parameters.search_words_std_paths_unix})(?:/.*|")')
    for literal in code.of("string"):
        if literal.start in starts and (_WINDOWS.match(literal.text) or unix.match(literal.text)):
            yield RULE.at(literal)
