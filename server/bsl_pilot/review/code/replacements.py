"""Methods that stop the program until the user or the system answers, with what replaces them."""

from __future__ import annotations

from bsl_pilot.locale import Text
from bsl_pilot.text.words import fold, is_latin

_MODAL = (
    (Text("Вопрос", "DoQueryBox"), Text("ПоказатьВопрос", "ShowQueryBox")),
    (Text("ОткрытьФормуМодально", "OpenFormModal"), Text("ОткрытьФорму", "OpenForm")),
    (Text("ОткрытьЗначение", "OpenValue"), Text("ПоказатьЗначение", "ShowValue")),
    (Text("Предупреждение", "DoMessageBox"), Text("ПоказатьПредупреждение", "ShowMessageBox")),
    (Text("ВвестиДату", "InputDate"), Text("ПоказатьВводДаты", "ShowInputDate")),
    (Text("ВвестиЗначение", "InputValue"), Text("ПоказатьВводЗначения", "ShowInputValue")),
    (Text("ВвестиСтроку", "InputString"), Text("ПоказатьВводСтроки", "ShowInputString")),
    (Text("ВвестиЧисло", "InputNumber"), Text("ПоказатьВводЧисла", "ShowInputNumber")),
    (
        Text("УстановитьВнешнююКомпоненту", "InstallAddIn"),
        Text("НачатьУстановкуВнешнейКомпоненты", "BeginInstallAddIn"),
    ),
    (
        Text("УстановитьРасширениеРаботыСФайлами", "InstallFileSystemExtension"),
        Text("НачатьУстановкуРасширенияРаботыСФайлами", "BeginInstallFileSystemExtension"),
    ),
    (
        Text("УстановитьРасширениеРаботыСКриптографией", "InstallCryptoExtension"),
        Text("НачатьУстановкуРасширенияРаботыСКриптографией", "BeginInstallCryptoExtension"),
    ),
    (Text("ПоместитьФайл", "PutFile"), Text("НачатьПомещениеФайла", "BeginPutFile")),
)
_OF_SYSTEM = (
    (Text("НайтиФайлы", "FindFiles"), Text("НачатьПоискФайлов", "BeginFindingFiles")),
    (Text("КопироватьФайл", "FileCopy"), Text("НачатьКопированиеФайла", "BeginCopyingFile")),
    (Text("ПереместитьФайл", "MoveFile"), Text("НачатьПеремещениеФайла", "BeginMovingFile")),
    (Text("УдалитьФайлы", "DeleteFiles"), Text("НачатьУдалениеФайлов", "BeginDeletingFiles")),
    (Text("СоздатьКаталог", "CreateDirectory"), Text("НачатьСозданиеКаталога", "BeginCreatingDirectory")),
    (
        Text("КаталогВременныхФайлов", "TempFilesDir"),
        Text("НачатьПолучениеКаталогаВременныхФайлов", "BeginGettingTempFilesDir"),
    ),
    (
        Text("КаталогДокументов", "DocumentsDir"),
        Text("НачатьПолучениеКаталогаДокументов", "BeginGettingDocumentsDir"),
    ),
    (
        Text("РабочийКаталогДанныхПользователя", "UserDataWorkDir"),
        Text("НачатьПолучениеРабочегоКаталогаДанныхПользователя", "BeginGettingUserDataWorkDir"),
    ),
    (Text("ПолучитьФайлы", "GetFiles"), Text("НачатьПолучениеФайлов", "BeginGettingFiles")),
    (Text("ПоместитьФайлы", "PutFiles"), Text("НачатьПомещениеФайлов", "BeginPuttingFiles")),
    (
        Text("ЗапроситьРазрешениеПользователя", "RequestUserPermission"),
        Text("НачатьЗапросРазрешенияПользователя", "BeginRequestingUserPermission"),
    ),
    (Text("ЗапуститьПриложение", "RunApp"), Text("НачатьЗапускПриложения", "BeginRunningApplication")),
    (
        Text("ПодключитьВнешнююКомпоненту", "AttachAddIn"),
        Text("НачатьПодключениеВнешнейКомпоненты", "BeginAttachingAddIn"),
    ),
    (
        Text("ПодключитьРасширениеРаботыСФайлами", "AttachFileSystemExtension"),
        Text("НачатьПодключениеРасширенияРаботыСФайлами", "BeginAttachingFileSystemExtension"),
    ),
    (
        Text("ПодключитьРасширениеРаботыСКриптографией", "AttachCryptoExtension"),
        Text("НачатьПодключениеРасширенияРаботыСКриптографией", "BeginAttachingCryptoExtension"),
    ),
)
MODAL = {fold(name): new for names, new in _MODAL for name in names}
"""Folded names of modal methods, with what replaces them."""
SYNCHRONOUS = {**MODAL, **{fold(name): new for names, new in _OF_SYSTEM for name in names}}
"""Those, and what waits for files, programs and add-ins."""


def in_language_of(word: str, name: Text) -> str:
    """A name in the language in which another one is written."""
    return name.en if is_latin(word) else name.ru
