"""Every error that BSL Pilot raises on purpose.

    PilotError                     something the user can do something about; ``str()`` says what
    ├── UsageError                 the command line or a request asks for what does not exist
    ├── InputError                 a file or folder can't be read or written
    │   ├── NotTextError           the file is binary
    │   ├── TooLargeError          the file is over the size limit
    │   ├── CatalogueDamaged       the file is no catalogue of the platform, or a damaged one
    │   └── HelpDamaged            the file is no help of the platform, or a damaged one
    ├── InstallationError          the installation is incomplete
    │   └── GrammarMissing         the compiled grammars are not there or not for this machine
    ├── BackendError               whoever writes completions can't write now
    │   ├── NotReadyError          it is still loading, did not load or was unloaded; its status told so already
    │   └── ModelError             a model's files are missing, damaged or not for this program
    ├── RenameRefused              a name can't be changed, or not to that one
    └── WorkerDied                 the analysis process ended; it is started again

Anything else that escapes is a defect of ours and is logged with its traceback.
"""

from __future__ import annotations

from bsl_pilot.locale import Locale, Text


class PilotError(Exception):
    """Base of all expected errors: one line that a user understands, in one language or in both.

    ``PilotError(Text(ru, en).filled(path=path))``; ``str()`` gives the English text.
    """

    def to(self, locale: Locale) -> str:
        """The message in the user's language."""
        message = self.args[0] if self.args else ""
        if isinstance(message, Text):
            return message.ru if locale is Locale.RU else message.en
        return str(message)

    def __str__(self) -> str:
        return self.to(Locale.EN)


class UsageError(PilotError):
    """The command line or a request asks for what does not exist."""


class InputError(PilotError):
    """A file or folder can't be read or written."""


class NotTextError(InputError):
    """The file is binary, not source text."""


class TooLargeError(InputError):
    """The file is larger than the limit on source files."""


class CatalogueDamaged(InputError):  # noqa: N818  (says what is wrong)
    """The file is no catalogue of the platform, is damaged or of another version."""


class HelpDamaged(InputError):  # noqa: N818  (says what is wrong)
    """The file is no help of the platform, or is damaged."""


class InstallationError(PilotError):
    """The installation is incomplete."""


class GrammarMissing(InstallationError):  # noqa: N818  (says what is wrong)
    """The compiled grammars are not there or not for this machine."""


class RenameRefused(PilotError):  # noqa: N818  (says what is wrong)
    """A name can't be changed safely, or not to the one that was asked for."""


class BackendError(PilotError):
    """Whoever writes completions can't write now: not loaded yet, failed, not reached."""


class NotReadyError(BackendError):
    """It is still loading, did not load or was unloaded: nothing new to whoever hears of its status."""


class ModelError(BackendError):
    """A model's files are missing, damaged or not for this program."""


class WorkerDied(PilotError):  # noqa: N818  (it is an event as much as an error)
    """The analysis process ended before it answered."""
