"""The checks of ``bsl-pilot doctor`` about ghost text: the model in use, and the statistics."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bsl_pilot.app.models import model_states, try_model
from bsl_pilot.app.statistics import ledger_path
from bsl_pilot.cli.checked import Check
from bsl_pilot.errors import BackendError, ModelError, PilotError
from bsl_pilot.locale import Locale, Text
from bsl_pilot.settings import find_workspace, load

_MODEL = Text("Модель автодополнения", "Completion model")
_OFF = Text("выключено настройкой completion.enabled", "turned off by the setting completion.enabled")
_OTHER_MODEL = Text(
    "выберите другую: bsl-pilot model list, bsl-pilot model use ИМЯ; или установите заново: "
    "python -m pip install --force-reinstall bsl-pilot",
    "choose another: bsl-pilot model list, bsl-pilot model use NAME; or reinstall: "
    "python -m pip install --force-reinstall bsl-pilot",
)
_RUNTIME = Text(
    "переустановите: python -m pip install --force-reinstall onnxruntime numpy tokenizers; на Windows нужен "
    "Microsoft Visual C++ Redistributable; если процессор слишком стар (нет AVX), подсказки пишет одна память "
    "проекта, остальное работает",
    "reinstall: python -m pip install --force-reinstall onnxruntime numpy tokenizers; Windows needs the Microsoft "
    "Visual C++ Redistributable; on a processor that is too old (no AVX) the project's memory alone writes ghost "
    "text, and all else works",
)
_STATISTICS = Text("Папка статистики", "Statistics folder")
_NOT_WRITTEN = Text(
    "дайте права на запись в эту папку или задайте другую: XDG_DATA_HOME (LOCALAPPDATA в Windows); без неё "
    "не копится статистика и не импортируются модели",
    "allow writing to this folder or choose another with XDG_DATA_HOME (LOCALAPPDATA on Windows); without it no "
    "statistics are kept and no models are imported",
)
_MEGA = 1024 * 1024


def model(folder: str, locale: Locale) -> Check:
    """The model in use is whole, and this machine can run it."""
    settings, _ = load(find_workspace(Path(folder)))
    if not settings.completion.enabled:
        return Check("model", _MODEL, "ok", _OFF.to(locale))
    states = model_states(settings)
    one = states.active
    problem: PilotError | None = states.problem or (one.problem if one else None)
    if problem is None and one is not None:
        try:
            try_model(one)
        except BackendError as error:
            problem = error
    if problem is not None:
        advice = _OTHER_MODEL if isinstance(problem, ModelError) else _RUNTIME
        return Check("model", _MODEL, "failed", problem.to(locale), advice)
    assert one is not None
    assert one.manifest is not None
    size = one.manifest.bytes / _MEGA
    return Check(
        "model", _MODEL, "ok", f"{one.name}, {size:.1f} MB, sha256 {one.manifest.sha256} ({one.folder})"
    )


def statistics_folder() -> Check:
    """Whether the statistics can be written; nothing stays behind but the folder."""
    folder = ledger_path().parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"bsl-pilot")
    except (OSError, RuntimeError) as error:
        return Check("statistics", _STATISTICS, "failed", str(error), _NOT_WRITTEN)
    return Check("statistics", _STATISTICS, "ok", str(folder))
