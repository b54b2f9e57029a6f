"""The parts of the product, created and joined: the only place that knows them all.

Parts are imported when they are needed, so that each command starts with what it uses and nothing more.
"""

from bsl_pilot.app.checking import CheckRequest, check
from bsl_pilot.app.completing import Completed, CompleteRequest, complete
from bsl_pilot.app.completion import Completion, CompletionOptions, open_completion
from bsl_pilot.app.evaluating import EvalRequest, evaluate_completion
from bsl_pilot.app.formatting import format_files
from bsl_pilot.app.graph import graph
from bsl_pilot.app.indexing import Indexed, IndexRequest, index_folder
from bsl_pilot.app.mentoring import LearnRequest, Learnt, learn
from bsl_pilot.app.opening import open_project
from bsl_pilot.app.progress import Advance
from bsl_pilot.app.symbols import Symbols, symbols
from bsl_pilot.app.workspace import Workspace

__all__ = [
    "Advance",
    "CheckRequest",
    "CompleteRequest",
    "Completed",
    "Completion",
    "CompletionOptions",
    "EvalRequest",
    "IndexRequest",
    "Indexed",
    "LearnRequest",
    "Learnt",
    "Symbols",
    "Workspace",
    "check",
    "complete",
    "evaluate_completion",
    "format_files",
    "graph",
    "index_folder",
    "learn",
    "open_completion",
    "open_project",
    "symbols",
]
