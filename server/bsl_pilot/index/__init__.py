"""Symbols and occurrences of all modules of a workspace: harvested, kept on disk, asked for in milliseconds."""
