"""BSL Pilot: a language server for BSL, the language of 1C:Enterprise 8."""

__version__ = "0.1.0"
