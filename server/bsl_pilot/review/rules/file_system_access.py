"""Code works with files."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, Rank, Rule, Text
from bsl_pilot.review.patterns import fits

_METHODS = "|".join(
    (
        *("ЗначениеВФайл", "ValueToFile", "ЗначениеИзФайла", "ValueFromFile"),
        *(
            "КопироватьФайл",
            "FileCopy",
            "КопироватьФайлАсинх",
            "CopyFileAsync",
            "ОбъединитьФайлы",
            "MergeFiles",
        ),
        *(
            "ПереместитьФайл",
            "MoveFile",
            "ПереместитьФайлАсинх",
            "MoveFileAsync",
            "РазделитьФайл",
            "SplitFile",
        ),
        *("СоздатьКаталог", "CreateDirectory", "СоздатьКаталогАсинх", "CreateDirectoryAsync"),
        *("УдалитьФайлы", "DeleteFiles", "УдалитьФайлыАсинх", "DeleteFilesAsync", "НайтиФайлы", "FindFiles"),
        *("НайтиФайлыАсинх", "FindFilesAsync", "КаталогПрограммы", "BinDir"),
        *("КаталогВременныхФайлов", "TempFilesDir", "КаталогВременныхФайловАсинх", "TempFilesDirAsync"),
        *("КаталогДокументов", "DocumentsDir", "КаталогДокументовАсинх", "DocumentsDirAsync"),
        *("РабочийКаталогДанныхПользователя", "UserDataWorkDir"),
        *("РабочийКаталогДанныхПользователяАсинх", "UserDataWorkDirAsync"),
        *("НачатьПодключениеРасширенияРаботыСФайлами", "BeginAttachingFileSystemExtension"),
        *("НачатьУстановкуРасширенияРаботыСФайлами", "BeginInstallFileSystemExtension"),
        *("УстановитьРасширениеРаботыСФайлами", "InstallFileSystemExtension"),
        *("УстановитьРасширениеРаботыСФайламиАсинх", "InstallFileSystemExtensionAsync"),
        *("ПодключитьРасширениеРаботыСФайламиАсинх", "AttachFileSystemExtensionAsync"),
        *("НачатьПолучениеКаталогаВременныхФайлов", "BeginGettingTempFilesDir"),
        *("НачатьПолучениеКаталогаДокументов", "BeginGettingDocumentsDir"),
        *("НачатьПолучениеРабочегоКаталогаДанныхПользователя", "BeginGettingUserDataWorkDir"),
        *("НачатьКопированиеФайла", "BeginCopyingFile", "НачатьПеремещениеФайла", "BeginMovingFile"),
        *("НачатьПоискФайлов", "BeginFindingFiles", "НачатьУдалениеФайлов", "BeginDeletingFiles"),
        *("НачатьСозданиеДвоичныхДанныхИзФайла", "BeginCreateBinaryDataFromFile"),
        *("НачатьСозданиеКаталога", "BeginCreatingDirectory"),
        *("СоздатьДвоичныеДанныеИзФайлаАсинх", "CreateBinaryDataFromFileAsync"),
        *("НачатьЗапросРазрешенияПользователя", "BeginRequestingUserPermission"),
        *("ЗапроситьРазрешениеПользователяАсинх", "RequestUserPermissionAsync"),
    )
)
_TYPES = "|".join(
    (
        *("Файл", "File", "xBase", "ЗаписьHTML", "HTMLWriter", "ЧтениеHTML", "HTMLReader"),
        *("ЧтениеFastInfoset", "FastInfosetReader", "ЗаписьFastInfoset", "FastInfosetWriter"),
        *(
            "ПреобразованиеXSL",
            "XSLTransform",
            "ЗаписьZipФайла",
            "ZipFileWriter",
            "ЧтениеZipФайла",
            "ZipFileReader",
        ),
        *("ЧтениеТекста", "TextReader", "ЗаписьТекста", "TextWriter", "ИзвлечениеТекста", "TextExtraction"),
        *("ДвоичныеДанные", "BinaryData", "ФайловыйПоток", "FileStream"),
        *(
            "МенеджерФайловыхПотоков",
            "FileStreamsManager",
            "ЗаписьДанных",
            "DataWriter",
            "ЧтениеДанных",
            "DataReader",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Parameters:
    global_methods: str = _METHODS
    new_expression: str = _TYPES


RULE = Rule(
    key="FileSystemAccess",
    kind=Kind.VULNERABILITY,
    rank=Rank.MAJOR,
    minutes=3,
    on=False,
    language=For.BSL,
    title=Text("Доступ к файловой системе", "Access to the file system"),
    about=Text(
        "Имя файла, пришедшее извне, может указывать куда угодно, а оставленный файл прочтут посторонние. "
        "Проверьте, откуда имя, кому файл доступен и когда он удаляется.",
        "A file's name from outside may point anywhere, and strangers may read a file that was left behind. Check where "
        "the name comes from, who can read the file, and when it is deleted.",
    ),
    message=Text(
        "Проверьте обращение к файловой системе: «{name}»", "Check the access to the file system: `{name}`"
    ),
    parameters=Parameters,
    parameter_docs=(
        (
            "globalMethods",
            Text("регулярное выражение имён методов", "a regular expression of names of methods"),
        ),
        (
            "newExpression",
            Text("регулярное выражение имён типов", "a regular expression of names of types"),
        ),
    ),
    see=("https://its.1c.ru/db/v8std/content/542/hdoc",),
    examples=(
        Bad("⟦КопироватьФайл⟧(Откуда, Куда);\nФ = ⟦Новый Файл(Имя)⟧;\n"),
        Bad("⟦DeleteFiles⟧(Name);\nR = ⟦New TextReader(Name)⟧;\n"),
        Good("Объект.УдалитьФайлы();\nА = Новый Массив;\n"),
        Good(
            "УдалитьФайлы(Имя);\nА = Новый Файл(Имя);\n",
            parameters={"globalMethods": "Другой", "newExpression": ""},
        ),
    ),
)


@RULE.pieces
def check(code: Code, parameters: Parameters) -> Found:
    for word, calls in code.called.items():
        if fits(parameters.global_methods, word):
            for call in calls:
                yield RULE.at(call.name, name=call.name.text)
    for word, calls in code.created.items():
        if fits(parameters.new_expression, word):
            for call in calls:
                yield RULE.at(call.node, name=call.name.text)
