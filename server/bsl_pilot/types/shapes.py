"""Types whose contents code makes: collections by what their elements are, and what their methods keep of it.

`Structure`, value tables and trees, query results, arrays, maps, value lists and their rows. A table and its row
have the same fields; what holds rows is asked for them with `row_of`.
"""

from __future__ import annotations

from bsl_pilot.types.model import NOTHING, UNKNOWN, Field, Type, Types, one

STRUCTURES = frozenset({"Structure", "FixedStructure"})
MAPS = frozenset({"Map", "FixedMap"})
ARRAYS = frozenset({"Array", "FixedArray"})
LISTS = frozenset({"ValueList"})

ROWS = {
    "ValueTable": "ValueTableRow",
    "ValueTree": "ValueTreeRow",
    "ValueTreeRowCollection": "ValueTreeRow",
    "FormDataCollection": "FormDataCollectionItem",
    "FormDataTree": "FormDataTreeItem",
    "FormDataTreeItemCollection": "FormDataTreeItem",
    "FormDataStructureAndCollection": "FormDataCollectionItem",
    "TabularSection": "LineOfATabularSection",
    "QueryResult": "QueryResultSelection",
}
"""Names of collections with the name of their rows."""
COLUMNS = {
    "ValueTable": "ValueTableColumnCollection",
    "ValueTree": "ValueTreeColumnCollection",
    "QueryResult": "QueryResultColumnsCollection",
}
"""Names of tables with the name of the collection of their columns."""
COLUMN = {
    "ValueTableColumnCollection": "ValueTableColumn",
    "ValueTreeColumnCollection": "ValueTreeColumn",
    "QueryResultColumnsCollection": "QueryResultColumn",
}

KEY = ("Ключ", "Key")
VALUE = ("Значение", "Value")


def row_of(table: Type) -> Types:
    """One row of a table, with its columns."""
    if table.name.endswith("RecordSet"):
        return one(table.name.removesuffix("Set"), table.object)
    row = ROWS.get(table.name)
    if row is None:
        return NOTHING
    return Types((Type(row, table.object, table.fields),))


def element_of(collection: Type) -> Types:
    """What a loop over a collection of known contents gives; `NOTHING` where its contents are not known."""
    if collection.element.options:
        return collection.element
    if collection.name in STRUCTURES:
        return one_pair(one("String"), NOTHING)
    if collection.name == "QueryResultSelection":
        return NOTHING
    rows = row_of(collection)
    if rows:
        return rows
    column = COLUMN.get(collection.name)
    return one(column) if column is not None else NOTHING


def one_pair(key: Types, value: Types) -> Types:
    """A `КлючИЗначение` of known contents."""
    fields = tuple(Field(names[0], types, names[1]) for names, types in ((KEY, key), (VALUE, value)) if types)
    return Types((Type("KeyAndValue", "", fields),))


def array_of(elements: Types) -> Types:
    """An array."""
    return Types((Type("Array", element=elements.cut()),))


def value_of_map(collection: Type) -> Types:
    """What `Соответствие[…]` gives."""
    for pair in collection.element:
        field = pair.field("значение")
        if field is not None:
            return field.types | one("Undefined")
    return UNKNOWN


def list_item(value: Types) -> Types:
    """An element of a value list."""
    fields = (Field("Значение", value, "Value"),) if value else ()
    return Types((Type("ValueListItem", "", fields),))
