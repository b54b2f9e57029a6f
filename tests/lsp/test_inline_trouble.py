"""Ghost text where something is amiss: models that are damaged, folders that come and go, an early end."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from bsl_pilot.backends.folders import SHIPPED

from tests.lsp.raw import Json, Server
from tests.lsp.test_settings import folder
from tests.lsp.typist import (
    BODY,
    HALF,
    INVOKED,
    REST,
    STATUS,
    Typist,
    left_over,
    on,
    serving,
    state,
    unfinished,
    until_loaded,
)

COMMON = "CommonModules/Остатки/Ext/Module.bsl"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of one test's own for caches, models and statistics."""
    own = tmp_path / "дом"
    own.mkdir()
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(own))
    return own


@pytest.fixture
def model(home: Path) -> Path:
    """A model of the user's own, named ``своя``."""
    from bsl_pilot.backends.folders import models_folder  # noqa: PLC0415

    own = models_folder() / "своя"
    shutil.copytree(SHIPPED, own)
    return own


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one module."""
    root = tmp_path / "Проект"
    module = root / COMMON
    module.parent.mkdir(parents=True)
    module.write_bytes(b"\xef\xbb\xbf" + BODY.replace("\n", "\r\n").encode())
    return root


def until_learned(server: Server, name: str = "") -> None:
    """Waits for the line of the log that says that a project is remembered."""
    until = time.monotonic() + 60
    while not any(f"{name}: " in line and "are remembered" in line for line in server.log.splitlines()):
        assert time.monotonic() < until, server.log
        time.sleep(0.05)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1000])


def other_bytes(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def other_words(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "damage", "told"),
    [
        ("model.onnx", Path.unlink, "файла нет"),
        ("model.onnx", cut, "файл не целый"),
        ("model.onnx", other_bytes, "файл повреждён"),
        ("tokenizer.json", other_words, "не тот словарь"),
        ("tokenizer.json", Path.unlink, "словарь модели повреждён"),
        ("model.json", cut, "описание модели повреждено"),
    ],
)
def test_a_damaged_model_is_told_and_the_memory_writes_alone(
    model: Path, file: str, damage: Callable[[Path], None], told: str
) -> None:
    damage(model / file)
    with Server() as server:
        server.initialize(initializationOptions=on(model="своя"), locale="ru")
        assert until_loaded(server) == "failed"
        reason = server.seen[-1]["params"]["reason"]
        assert told in reason, reason
        assert "\n" not in reason
        typist = Typist(server, BODY + HALF)
        assert typist.ghost(INVOKED).startswith(REST)
        assert server.leave() == 0
        lines = [line for line in server.log.splitlines() if " WARNING " in line or " ERROR " in line]
        assert len(lines) == 1, server.log
        assert "Traceback" not in server.log
        methods = [one["method"] for one in server.seen if "method" in one]
        assert "window/showMessage" not in methods
        assert methods.count("window/logMessage") == 1


def test_a_model_that_is_not_installed() -> None:
    with Server() as server:
        server.initialize(initializationOptions=on(model="нет такой"), locale="en")
        assert until_loaded(server) == "failed"
        assert "is not installed" in server.seen[-1]["params"]["reason"]
        assert Typist(server, BODY + HALF).ghost(INVOKED).startswith(REST)


def configure(server: Server, **completion: object) -> None:
    server.tell("workspace/didChangeConfiguration", {"settings": {"bslPilot": {"completion": completion}}})


def test_nothing_is_loaded_while_it_is_turned_off(project: Path, home: Path) -> None:
    with Server() as server:
        server.initialize(workspaceFolders=[folder(project)])
        typist = Typist(server, BODY + HALF)
        assert typist.ghost(INVOKED) == ""
        server.diagnostics(1)  # long after the model would have been begun with
        maps = [Path(one.path).name for one in psutil.Process(server.process.pid).memory_maps()]
        assert not [one for one in maps if "onnxruntime" in one or "tokenizers" in one]
        assert not [one for one in server.seen if state(one)]
        assert not list(home.rglob("memory-*"))
        configure(server, enabled=True)
        assert until_loaded(server) == "ready"
        assert typist.ghost(INVOKED).startswith(REST)
        configure(server, enabled=False)
        assert typist.ghost(INVOKED) == ""
        server.until(lambda one: state(one) == "closed")
        configure(server, enabled=True)
        assert until_loaded(server) == "ready"
        assert server.leave() == 0
        assert "Traceback" not in server.log


def test_another_model_is_loaded_when_the_setting_changes(model: Path) -> None:
    with serving() as server:
        typist = Typist(server, BODY + HALF)
        cut(model / "model.onnx")
        configure(server, model="своя")
        server.until(lambda one: state(one) == "failed")
        assert typist.ghost(INVOKED).startswith(REST)
        configure(server, model="")
        server.until(lambda one: state(one) == "ready")


def test_a_project_is_remembered_and_follows_what_is_saved(project: Path) -> None:
    with serving(workspaceFolders=[folder(project)]) as server:
        until_learned(server)
        new = project / "CommonModules/Новый/Ext/Module.bsl"
        typist = Typist(server, HALF, new.as_uri())
        assert typist.ghost(INVOKED).startswith(REST)  # from the other module: there is nothing above it here
        saved = project / "CommonModules/Сохранён/Ext/Module.bsl"
        saved.parent.mkdir(parents=True)
        line = "\tЖурналОбмена.ОтметитьПолучение(Узел, НомерСообщения, Истина);\n"
        saved.write_text(f"Процедура А()\n{line * 3}КонецПроцедуры\n", encoding="cp1251")
        half = "Процедура Б()\n\tЖурналОбмена.ОтметитьП"
        other = Typist(server, half, (project / "CommonModules/Ещё/Ext/Module.bsl").as_uri())
        before = other.ghost(INVOKED)
        assert not before.startswith("олучение")
        server.tell("textDocument/didSave", {"textDocument": {"uri": saved.as_uri()}})
        for number in range(100):  # the memory takes a file over in the background
            other = Typist(server, half, (project / f"CommonModules/Ещё{number}/Ext/Module.bsl").as_uri())
            if other.ghost(INVOKED).startswith("олучение(Узел"):
                break
            time.sleep(0.05)
        else:
            pytest.fail("what was saved was not remembered")


def test_folders_come_and_go(project: Path, tmp_path: Path) -> None:
    empty = tmp_path / "Пустой"
    empty.mkdir()
    uri = (project / "CommonModules/Новый/Ext/Module.bsl").as_uri()
    with serving(workspaceFolders=[folder(empty)]) as server:
        until_learned(server)
        typist = Typist(server, HALF, uri)
        assert not typist.ghost(INVOKED).startswith(REST)
        event: Json = {"added": [folder(project)], "removed": []}
        server.tell("workspace/didChangeWorkspaceFolders", {"event": event})
        until_learned(server, project.name)
        newer = (project / "CommonModules/Новее/Ext/Module.bsl").as_uri()
        assert Typist(server, HALF, newer).ghost(INVOKED).startswith(REST)
        event = {"added": [], "removed": [folder(project), folder(empty)]}
        server.tell("workspace/didChangeWorkspaceFolders", {"event": event})
        assert not Typist(server, HALF, "file:///other.bsl").ghost(INVOKED).startswith(REST)
        assert server.leave() == 0
        assert "Traceback" not in server.log


def test_files_that_are_left_out(project: Path) -> None:
    (project / "bsl-pilot.toml").write_text('[completion]\nexclude = ["CommonModules/"]\n', encoding="utf-8")
    with serving(workspaceFolders=[folder(project)]) as server:
        assert Typist(server, BODY + HALF, (project / COMMON).as_uri()).ghost(INVOKED) == ""
        other = (project / "Documents/Заказ/Ext/ObjectModule.bsl").as_uri()
        assert Typist(server, BODY + HALF, other).ghost(INVOKED).startswith(REST)


def test_a_folder_in_which_it_is_turned_off(project: Path, tmp_path: Path) -> None:
    loud = tmp_path / "Громкий"
    loud.mkdir()
    (project / "bsl-pilot.toml").write_text("[completion]\nenabled = false\n", encoding="utf-8")
    with serving(workspaceFolders=[folder(project), folder(loud)]) as server:
        assert Typist(server, BODY + HALF, (project / COMMON).as_uri()).ghost(INVOKED) == ""
        assert Typist(server, BODY + HALF, (loud / "М.bsl").as_uri()).ghost(INVOKED).startswith(REST)


@pytest.mark.parametrize("moment", ["before", "loading", "building"])
def test_an_early_end_leaves_nothing_behind(project: Path, home: Path, moment: str) -> None:
    for number in range(60):
        module = project / f"CommonModules/М{number}/Ext/Module.bsl"
        module.parent.mkdir(parents=True)
        module.write_text(f"// {number}\n" + BODY * 40, encoding="utf-8")
    with Server() as server:
        server.initialize(initializationOptions=on(), workspaceFolders=[folder(project)])
        if moment != "before":
            server.until(lambda one: one.get("method") == STATUS)
        if moment == "building":
            process = psutil.Process(server.process.pid)
            while not any("bsl_pilot.completion.build" in one.cmdline() for one in process.children()):
                assert "are remembered" not in server.log
        children = psutil.Process(server.process.pid).children(recursive=True)
        assert server.leave() == 0
        assert psutil.wait_procs(children, 30)[1] == []
        assert left_over(server.process.pid) == []
        assert "Traceback" not in server.log
    assert unfinished(home) == []
