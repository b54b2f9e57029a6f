"""What a user can set, with the default of everything. The names are those of ``bsl-pilot.toml``.

In the editor the same settings are called ``bslPilot.<name>`` in camelCase: ``check.fail_on`` is
``bslPilot.check.failOn``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, NamedTuple

Language = Literal["auto", "ru", "en"]
SeverityName = Literal["error", "warning", "information", "hint"]
LogLevel = Literal["error", "warning", "info", "debug"]
KeywordCase = Literal["keep", "canonical", "lower", "upper"]
ParameterNames = Literal["off", "literals", "all"]
CompletionMode = Literal["automatic", "on_demand"]


class Bounds(NamedTuple):
    """The least and the greatest value of a whole number."""

    least: int
    most: int


DEFAULT_EXCLUDE = (".git/", ".hg/", ".svn/", "node_modules/", "oscript_modules/")


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What is checked and what counts."""

    select: tuple[str, ...] = ()
    """Keys of the rules that run (``*``: all); empty for all that are on by default."""
    also: tuple[str, ...] = ()
    """Keys of rules that run besides those that are on by default."""
    ignore: tuple[str, ...] = ()
    """Keys of rules that don't run."""
    jobs: Annotated[int, Bounds(0, 64)] = 0
    """Processes of ``bsl-pilot check``; 0 for as many as the work is worth, at most one per processor."""
    fail_on: SeverityName = "hint"
    """The least severity that makes ``bsl-pilot check`` exit with 1."""
    severity: Mapping[str, SeverityName] = field(default_factory=dict)
    """Severity of a rule by its key, instead of the rule's own."""
    min_severity: SeverityName = "hint"
    """The least severity of findings that are shown."""
    per_path: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys of rules (``*``: all) that don't run in files that match a pattern of ``.gitignore``."""
    subsystems: tuple[str, ...] = ()
    """Names of subsystems: ``bsl-pilot check`` looks at modules of their objects only; empty for all."""
    parameters: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """Parameters of a rule by its key: ``{"LineLength": {"maxLineLength": 150}}``."""


@dataclass(frozen=True, slots=True)
class FormatSettings:
    """How code is formatted; the fields of ``features.format.FormatOptions``."""

    tab_size: Annotated[int, Bounds(1, 16)] = 4
    """Width of one level of indentation in columns."""
    insert_spaces: bool = False
    """Indent with spaces; with tabs otherwise, as the Designer does."""
    keyword_case: KeywordCase = "keep"
    """Letter case of keywords: as written, as in the documentation, small or capital letters."""
    max_blank_lines: Annotated[int, Bounds(0, 1000)] = 1
    """Blank lines in a row that stay."""
    trim_trailing_whitespace: bool = True
    """Remove blanks at the ends of lines and on blank lines."""
    final_newline: bool = False
    """End the last line with a line end where it has none."""
    trim_final_newlines: bool = False
    """Remove blank lines at the end of the text."""


@dataclass(frozen=True, slots=True)
class CompletionSettings:
    """When and where ghost text is offered."""

    enabled: bool = True
    """Whether ghost text is offered at all."""
    model: str = ""
    """Name of the model that writes it; empty for the one that ``bsl-pilot model use`` chose, or the shipped one."""
    mode: CompletionMode = "automatic"
    """While typing, or only when asked for by key."""
    delay_ms: Annotated[int, Bounds(0, 5000)] = 0
    """Pause before ghost text in milliseconds; 0 to follow the speed of typing."""
    strings: bool = False
    """Also inside strings that hold no query text."""
    comments: bool = False
    """Also inside comments that do not describe a method."""
    query_text: bool = True
    """Also inside query texts."""
    doc_comments: bool = True
    """Also inside the comment that describes a method."""
    multiline: bool = True
    """Whether a whole block may be offered, not only the rest of a line."""
    max_lines: Annotated[int, Bounds(1, 50)] = 10
    """Lines of a block that are offered at most."""
    exclude: tuple[str, ...] = ()
    """Files without ghost text, in the notation of ``.gitignore``."""


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """What is known of the whole workspace."""

    enabled: bool = True
    """Whether folders are indexed; without it features know the open file and the platform alone."""


@dataclass(frozen=True, slots=True)
class CodeLensSettings:
    """What is shown above methods."""

    references: bool = True
    """How often the method is used."""
    complexity: bool = True
    """How hard the method is to follow (cognitive complexity)."""


@dataclass(frozen=True, slots=True)
class HintSettings:
    """What is shown inside of lines."""

    parameter_names: ParameterNames = "literals"
    """Names of parameters: never, before literals, before all arguments that do not say them."""
    variable_types: bool = False
    """Types of variables where they get their first value; off, since nearly every line would have one."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one workspace."""

    language: Language = "auto"
    """Language of messages; ``auto`` takes the editor's or the system's."""
    exclude: tuple[str, ...] = DEFAULT_EXCLUDE
    """Files and folders that are left out, in the notation of ``.gitignore``."""
    configuration_root: str = ""
    """Folder of the 1C configuration, relative to the workspace; empty to find it."""
    max_file_mb: Annotated[int, Bounds(1, 1024)] = 16
    """Size in MB above which a file is not analysed."""
    log_level: LogLevel = "info"
    """How much the server writes to its log."""
    check: CheckSettings = CheckSettings()
    format: FormatSettings = FormatSettings()
    completion: CompletionSettings = CompletionSettings()
    index: IndexSettings = IndexSettings()
    code_lens: CodeLensSettings = CodeLensSettings()
    hints: HintSettings = HintSettings()
