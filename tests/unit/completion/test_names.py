"""Names that exist: word lists, a workspace's vocabulary, the words of an open document, and all of them together."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsl_pilot.completion.names import KnownNames
from bsl_pilot.completion.platform import platform_words
from bsl_pilot.completion.ports import Answer, End, Source
from bsl_pilot.completion.post.chain import run
from bsl_pilot.completion.post.resolve import UNKNOWN
from bsl_pilot.completion.post.short import MOST
from bsl_pilot.completion.post.types import Draft, Filtered, Place
from bsl_pilot.completion.vocabulary import FILE, Vocabulary, VocabularyBuilder, common_module
from bsl_pilot.completion.wordlist import WordList
from bsl_pilot.completion.words_here import DocumentWords
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit

from tests import marks

PRICES = """
// Неважно
Функция ЦенаТовара(Товар) Экспорт
	Результат = Запрос.Выполнить().Выбрать();
	Сообщить("Просто длинный текст");
	Поля = Новый Структура("Количество, Сумма");
	Возврат Результат.Цена;
КонецФункции

Процедура Внутренняя()
КонецПроцедуры
"""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    builder = VocabularyBuilder()
    builder.add(PRICES.replace("\n", "\r\n"), "src/CommonModules/Цены/Ext/Module.bsl")
    return builder.freeze()


def known(marked: str, vocabulary: Vocabulary | None) -> tuple[Document, int, KnownNames]:
    text = marks.parse(marked)
    document = Document.parse(text.text)
    return document, text.cursor, KnownNames.at(document, text.cursor, DocumentWords(), vocabulary)


WORDS = st.text(alphabet="абвяё_xy1漢😀", min_size=1, max_size=5)


@given(st.dictionaries(WORDS, st.sampled_from([1, 2, 3])), WORDS)
def test_a_list_knows_what_a_dictionary_knows(words: dict[str, int], asked: str) -> None:
    listed = WordList.load(memoryview(WordList.of(words).dump()))
    assert len(listed) == len(words)
    assert all(listed.flags(word) == flags for word, flags in words.items())
    assert listed.flags(asked) == words.get(asked)
    for flags in (1, 2):
        expected = any(word.startswith(asked) and has & flags for word, has in words.items())
        assert listed.begins(asked, flags) == expected


def test_a_list_of_the_wrong_length_is_refused() -> None:
    data = WordList.of({"слово": 1}).dump()
    for damaged in (b"", data[:-1], data + b"\0"):
        with pytest.raises(ValueError, match="word list"):
            WordList.load(memoryview(damaged))


def test_words_of_code_and_of_lists_in_strings_but_not_of_prose(vocabulary: Vocabulary) -> None:
    assert vocabulary.knows("результат", member=False)
    assert vocabulary.knows("выполнить", member=True)
    assert vocabulary.knows("ценатовара", member=True)
    assert vocabulary.knows("сумма", member=True)
    assert not vocabulary.knows("неважно", member=False)
    assert not vocabulary.knows("длинный", member=False)
    assert not vocabulary.knows("поля", member=True)
    assert vocabulary.begins("коли", member=True)
    assert not vocabulary.begins("коля", member=True)


def test_methods_of_common_modules(vocabulary: Vocabulary) -> None:
    assert vocabulary.method_of("цены", "ценатовара") is True
    assert vocabulary.method_of("цены", "внутренняя") is False
    assert vocabulary.method_of("склады", "ценатовара") is None


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("CommonModules/Цены/Ext/Module.bsl", "цены"),
        ("src\\CommonModules\\Цены\\Module.bsl", "цены"),
        ("CommonModules/Module.bsl", ""),
        ("Catalogs/Товары/Ext/ObjectModule.bsl", ""),
        ("CommonModules", ""),
        ("", ""),
    ],
)
def test_which_files_are_common_modules(path: str, name: str) -> None:
    assert common_module(path) == name


def test_a_vocabulary_is_kept_on_disk(vocabulary: Vocabulary, tmp_path: Path) -> None:
    assert Vocabulary.load(tmp_path) is None
    vocabulary.save(tmp_path)
    loaded = Vocabulary.load(tmp_path)
    assert loaded is not None
    assert len(loaded) == len(vocabulary)
    assert loaded.method_of("цены", "ценатовара") is True
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "foreign"])
def test_a_damaged_file_is_dropped_with_one_line(
    vocabulary: Vocabulary, tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    vocabulary.save(tmp_path)
    path = tmp_path / FILE
    data = path.read_bytes()
    changed = data[:-3] + bytes([data[-3] ^ 1]) + data[-2:]
    path.write_bytes({"cut": data[:-5], "changed": changed, "empty": b"", "foreign": b"x" * 99}[damage])
    with caplog.at_level(logging.WARNING):
        assert Vocabulary.load(tmp_path) is None
    assert len(caplog.records) == 1
    assert not path.exists()


def test_an_empty_workspace(tmp_path: Path) -> None:
    VocabularyBuilder().freeze().save(tmp_path)
    loaded = Vocabulary.load(tmp_path)
    assert loaded is not None
    assert len(loaded) == 0
    assert not loaded.begins("а", member=False)


def test_the_platform_is_known_in_both_languages() -> None:
    words = platform_words()
    for word in ("сообщить", "message", "массив", "array", "истина", "новый"):
        assert words.begins(word, 1), word
    for word in ("вставить", "insert", "количество", "count"):
        assert words.begins(word, 2), word


def test_document_words_follow_every_edit() -> None:
    followed = DocumentWords()
    document = Document.parse("Процедура П()\r\n\tПервая = 1;\r\nКонецПроцедуры\r\n\r\nВторая = 2; // 😀\r\n")
    old = followed.at(document)
    assert old.begins("перв")
    at = document.text.data.index("Первая".encode())
    changed = document.edit([ByteEdit(at, at + len("Первая".encode()), "Третья".encode())])
    new = followed.at(changed)
    assert new.begins("трет")
    assert not new.begins("перв")
    assert new.begins("втор")
    assert old.begins("перв"), "an older version stays as it was"
    assert not old.begins("трет")


def test_the_word_at_the_cursor_proves_nothing(vocabulary: Vocabulary) -> None:
    _, _, names = known("А = Ъятьва│", vocabulary)
    assert not names.exists("ъятьва", member=False)
    assert not names.begins("ъять", member=False)
    _, _, names = known("Ъятьва = 1;\n\nПроцедура П()\nА = Ъятьва│\nКонецПроцедуры", vocabulary)
    assert names.exists("ъятьва", member=False)


@pytest.mark.parametrize(
    ("marked", "draft", "expected"),
    [
        ("А = │", "Цены.ЦенаТовара(А);", Filtered("Цены.ЦенаТовара(А);", "", 1.0)),
        ("А = │", "Цены.НетТакого(А);", Filtered(None, "resolve", 1.0)),
        ("А = │", "А.Цены.НетТакого(А);", Filtered("А.Цены.НетТакого(А);", "", UNKNOWN)),
        ("А = │", "Выдумка + А;", Filtered("Выдумка + А;", "", UNKNOWN)),
        ("А = │", "Сообщить(1);", Filtered("Сообщить(1);", "", 1.0)),
        ("│", "НоваяПеременная = 1;", Filtered("НоваяПеременная = 1;", "", 1.0)),
        ("А = Цены.ЦенаТ│", "овара(А);", Filtered("овара(А);", "", 1.0)),
        ("А = │", '"Выдумка";', Filtered('"Выдумка";', "", 1.0)),
    ],
)
def test_names_that_do_not_exist(marked: str, draft: str, expected: Filtered, vocabulary: Vocabulary) -> None:
    document, offset, names = known(marked, vocabulary)
    place = Place(document, offset, names=names)
    assert run(Draft(draft, Answer(draft, Source.EDGE, End.STOP)), place) == expected


@pytest.mark.parametrize(
    ("document", "draft"),
    [
        ("", "Сообщить(1);"),
        ('А = "' + "я" * 100_000 + '";\n│', "Сообщить(1);"),
        ("А = 1;\r\n\t│\r\n// 😀", "Сообщить(1);"),
        ("Процедура П()\n" + "\tА = 1;\n" * 10_000 + "\t│\nКонецПроцедуры", "Сообщить(1);"),
    ],
)
def test_odd_documents(document: str, draft: str) -> None:
    marked = marks.parse(document if marks.CURSOR in document else document + marks.CURSOR)
    place = Place(Document.parse(marked.text), marked.cursor)
    assert run(Draft(draft, Answer(draft, Source.EDGE, End.STOP)), place).text == draft


def test_an_endless_text_is_dropped() -> None:
    text = "((" * MOST
    place = Place(Document.parse(""), 0)
    assert run(Draft(text, Answer(text, Source.EDGE, End.LIMIT)), place) == Filtered(None, "long")


def test_the_stop_rule_ends_the_text() -> None:
    place = Place(Document.parse("А = "), 5, stop=lambda text: text.find(";") + 1)
    text = "Бета; Гамма"
    assert run(Draft(text, Answer(text, Source.EDGE, End.LIMIT)), place).text == "Бета;"
