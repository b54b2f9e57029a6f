"""The steps of the formatter, one file each; ``features/format.py`` puts them together."""
