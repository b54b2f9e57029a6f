"""A scheduled job whose method can't run."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.review.api import (
    Bad,
    For,
    Found,
    Good,
    Kind,
    ModuleFacts,
    ModuleType,
    Need,
    Project,
    Rank,
    Rule,
    Text,
)
from bsl_pilot.review.handlers import has_session_module, is_empty, named_method
from bsl_pilot.text.words import fold

_CODE = "⟦Процедура⟧ УстановкаПараметровСеанса(Имена)\nКонецПроцедуры\n"
_GOOD = "Процедура УстановкаПараметровСеанса(Имена)\nКонецПроцедуры\n"
_PATH = "Ext/SessionModule.bsl"
_JOB = {"ScheduledJobs/Итоги.xml": "MethodName=CommonModule.Работы.Итоги, Predefined"}
_MODULE = "CommonModules/Работы/Ext/Module.bsl"
RULE = Rule(
    key="ScheduledJobHandler",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=5,
    language=For.BSL,
    need=Need.INDEX,
    title=Text("Метод регламентного задания", "The method of a scheduled job"),
    about=Text(
        "Метод регламентного задания — экспортный метод серверного общего модуля; у предопределённого задания он без "
        "обязательных параметров. Если его нет, он пуст или не такой, задание не выполнится, и заметят это не сразу.",
        "The method of a scheduled job is an exported method of a server common module, for a predefined job without required "
        "parameters. Where it is missing, empty or other than that, the job won't run, and nobody notices for a while.",
    ),
    message=Text(
        "Регламентное задание «{job}»: нет метода {method}",
        "Scheduled job `{job}`: there is no method {method}",
    ),
    see=("https://its.1c.ru/db/v8std/content/402/hdoc",),
    examples=(
        Bad(_CODE, path=_PATH, files={**_JOB, _MODULE: "Процедура Другая() Экспорт\nКонецПроцедуры\n"}),
        Bad(_CODE, path=_PATH, files=_JOB, hidden=True),
        Bad(
            _CODE,
            path=_PATH,
            files={**_JOB, _MODULE: "Процедура Итоги()\nА();\nКонецПроцедуры\n"},
            hidden=True,
        ),
        Bad(
            _CODE,
            path=_PATH,
            files={**_JOB, _MODULE: "Процедура Итоги(А) Экспорт\nА();\nКонецПроцедуры\n"},
            hidden=True,
        ),
        Bad(
            _CODE,
            path=_PATH,
            files={**_JOB, _MODULE: "Процедура Итоги() Экспорт\n// потом\nКонецПроцедуры\n"},
            hidden=True,
        ),
        Bad(
            "Процедура ⟦Итоги⟧(А) Экспорт\n\tА();\nКонецПроцедуры\n",
            path=_MODULE,
            files=_JOB,
            note=Text(
                "без модуля сеанса отмечен сам метод", "without a session module the method itself is marked"
            ),
        ),
        Good(
            _GOOD, path=_PATH, files={**_JOB, _MODULE: "Процедура Итоги() Экспорт\n\tА();\nКонецПроцедуры\n"}
        ),
        Good(
            _GOOD,
            path=_PATH,
            files={
                "ScheduledJobs/Итоги.xml": "MethodName=CommonModule.Работы.Итоги",
                _MODULE: "Procedure ИТОГИ(А, Б = 1) Export\n\tА();\nEndProcedure\n",
            },
            hidden=True,
        ),
    ),
)
_NOT_EXPORTED = Text(
    "Регламентное задание «{job}»: {method} не экспортный", "Scheduled job `{job}`: {method} is not exported"
)
_PARAMETERS = Text(
    "Регламентное задание «{job}»: у {method} есть обязательные параметры",
    "Scheduled job `{job}`: {method} has required parameters",
)
_EMPTY = Text("Регламентное задание «{job}»: {method} пуст", "Scheduled job `{job}`: {method} is empty")


class Job(NamedTuple):
    """A job with the method that it names."""

    name: str
    method: str
    predefined: bool


@RULE.module
def check(module: ModuleFacts) -> Found:
    project, scene = module.project, module.scene
    if project is None or scene.extension:
        return
    if scene.type is ModuleType.SESSION:
        for job in _jobs(project.metadata):
            said = _said(job, project)
            if said is not None:
                yield RULE.at(module.head, message=said, job=job.name, method=job.method)
    elif scene.type is ModuleType.COMMON and not has_session_module(project):
        yield from _in_common(module, project)


def _in_common(module: ModuleFacts, project: Project) -> Found:
    """Where there is no session module: what is wrong with the methods of this module that jobs name."""
    own = fold(module.scene.owner.name) if module.scene.owner is not None else ""
    for job in _jobs(project.metadata):
        parts = [fold(one) for one in job.method.split(".")]
        piece = module.method_by_name.get(parts[-1]) if parts[1:2] == [own] else None
        said = _said(job, project) if piece is not None else None
        if piece is not None and piece.method is not None and said is not None:
            yield RULE.at(piece.place(piece.method), message=said, job=job.name, method=job.method)


@lru_cache(maxsize=2)
def _jobs(metadata: MetadataView) -> tuple[Job, ...]:
    """All jobs; found once for a state of the metadata."""
    return tuple(_all_jobs(metadata))


def _all_jobs(metadata: MetadataView) -> Iterator[Job]:
    for name in metadata.names("ScheduledJob"):
        job = metadata.get("ScheduledJob", name)
        if job is not None:
            method = job.handlers[0].method if job.handlers else ""
            yield Job(name, method, job.flag("Predefined"))


def _said(job: Job, project: Project) -> Text | None:
    """What is wrong with a job; None for nothing."""
    method = named_method(job.method, project)
    if method is None:
        return RULE.message
    if not method.export:
        return _NOT_EXPORTED
    if job.predefined and method.required:
        return _PARAMETERS
    return _EMPTY if is_empty(method, project) else None
