"""What the file of a rule needs, in one import."""

from bsl_pilot.locale import Text
from bsl_pilot.review.code.calls import Call, arguments_of, call_of, path_of
from bsl_pilot.review.code.comments import Comment
from bsl_pilot.review.code.flow import Block, Flow, Run
from bsl_pilot.review.code.method import Annotation, Method, Parameter
from bsl_pilot.review.code.node import EXTRAS, LOOPS, STATEMENTS, Node
from bsl_pilot.review.code.piece import Code
from bsl_pilot.review.code.queries import Query, words
from bsl_pilot.review.code.variables import Access, Use, Variable, Variables
from bsl_pilot.review.example import Bad, Good
from bsl_pilot.review.finding import (
    Edits,
    Finding,
    Found,
    Range,
    Reason,
    delete,
    insert,
    reason,
    replace,
)
from bsl_pilot.review.module import MethodFacts, ModuleFacts, PieceFacts
from bsl_pilot.review.project import Project
from bsl_pilot.review.rule import For, Kind, Need, Rank, Rule
from bsl_pilot.review.scene import ModuleType, Scene

__all__ = [
    "EXTRAS",
    "LOOPS",
    "STATEMENTS",
    "Access",
    "Annotation",
    "Bad",
    "Block",
    "Call",
    "Code",
    "Comment",
    "Edits",
    "Finding",
    "Flow",
    "For",
    "Found",
    "Good",
    "Kind",
    "Method",
    "MethodFacts",
    "ModuleFacts",
    "ModuleType",
    "Need",
    "Node",
    "Parameter",
    "PieceFacts",
    "Project",
    "Query",
    "Range",
    "Rank",
    "Reason",
    "Rule",
    "Run",
    "Scene",
    "Text",
    "Use",
    "Variable",
    "Variables",
    "arguments_of",
    "call_of",
    "delete",
    "insert",
    "path_of",
    "reason",
    "replace",
    "words",
]
