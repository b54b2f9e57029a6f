"""Prints the beginning of a rule's file from its row of facts/rules.tsv: key, kind, rank, parameters.

python scripts/new_rule.py FACTS KEY > server/bsl_pilot/review/rules/key.py
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

from bsl_pilot.review.scene import ModuleType

LANGUAGES = {"ALL": "", "BSL": "    language=For.BSL,\n", "OS": "    language=For.ONESCRIPT,\n"}


def main() -> None:
    facts, key = sys.argv[1:]
    with Path(facts).open(encoding="utf-8", newline="") as opened:
        rows = {row["key"]: row for row in csv.DictReader(opened, delimiter="\t")}
    print(head(rows[key]), end="")


def head(row: dict[str, str]) -> str:
    """The file of a rule as far as the facts tell it."""
    parameters = [one for one in row["parameters"].split(",") if one]
    return (
        f'"""{row["meaning"]}."""\n\nfrom __future__ import annotations\n\n'
        + ("from dataclasses import dataclass\n\n" if parameters else "")
        + "from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text\n\n"
        + _parameters(parameters)
        + f'RULE = Rule(\n    key="{row["key"]}",\n    kind=Kind.{row["type"]},\n    rank=Rank.{row["severity"]},\n'
        + f"    minutes={row['minutes_to_fix']},\n"
        + ("    on=False,\n" if row["default_on"] == "no" else "")
        + LANGUAGES[row["scope"]]
        + _modules(row["module_kinds"])
        + (f"    since=({row['compat_from'].replace('.', ', ')}),\n" if row["compat_from"] else "")
        + '    title=Text("", ""),\n    about=Text("", ""),\n    message=Text("", ""),\n'
        + ("    parameters=Parameters,\n    parameter_docs=(\n" if parameters else "")
        + "".join(f'        ("{one}", Text("", "")),\n' for one in parameters)
        + ("    ),\n" if parameters else "")
        + "    examples=(),\n)\n"
    )


def _parameters(names: list[str]) -> str:
    if not names:
        return ""
    fields = "".join(f"    {snake(one)}: \n" for one in names)
    return f"\n@dataclass(frozen=True, slots=True)\nclass Parameters:\n{fields}\n\n"


def _modules(names: str) -> str:
    if not names:
        return ""
    known = {one.value: one.name for one in ModuleType}
    listed = "".join(f"        ModuleType.{known[one]},\n" for one in names.split(","))
    return f"    modules=(\n{listed}    ),\n"


def snake(name: str) -> str:
    """A parameter's name as a field's."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


if __name__ == "__main__":
    main()
