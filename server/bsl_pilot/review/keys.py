"""Keys of the rules that exist. Imports nothing heavy: the command line asks before anything is parsed."""

from __future__ import annotations

from bsl_pilot.syntax.fault import PARSE_ERROR, QUERY_PARSE_ERROR

KEYS = (PARSE_ERROR, QUERY_PARSE_ERROR)
