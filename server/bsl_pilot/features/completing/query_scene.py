"""The cursor in a query text, with what is known of the tables around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bsl_pilot.features.completing.item import CompletionOptions
from bsl_pilot.features.completing.knowledge import Knowledge
from bsl_pilot.features.completing.query_fields import QueryFields
from bsl_pilot.features.completing.query_parameters import columns_of, parameter_types
from bsl_pilot.features.completing.query_text import QueryText
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.embedded import document_queries
from bsl_pilot.text.words import fold
from bsl_pilot.types.model import Field
from bsl_pilot.types.ports import World
from bsl_pilot.types.query import read_query


@dataclass(eq=False)
class QueryScene:
    """What completion inside of a query looks at: ``offset`` is the byte of the typed word in the document."""

    document: Document
    offset: int
    text: QueryText
    options: CompletionOptions
    knowledge: Knowledge | None
    russian: bool

    @property
    def world(self) -> World | None:
        """What surrounds the module."""
        return self.knowledge.inference.world if self.knowledge is not None else None

    @cached_property
    def fields(self) -> QueryFields:
        """The fields of the query's tables."""
        return QueryFields(self.text, self.world, self._made_elsewhere)

    def _made_elsewhere(self, table: str) -> Sequence[Field]:
        """Fields of a table that code passes as a parameter, or that another query of the module makes."""
        world = self.world
        if self.knowledge is None or world is None:
            return ()
        passed = parameter_types(self.document, self.offset, table, self.knowledge.inference)
        columns = [field for type_ in passed for field in columns_of(world, type_)]
        if columns:
            return columns
        for _, query in document_queries(self.document):
            text = query.contents.data.decode("utf-8", "replace")
            if table in fold(text):
                fields = read_query(world, text).tables.get(table)
                if fields:
                    return fields
        return ()
