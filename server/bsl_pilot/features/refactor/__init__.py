"""Refactorings: one file each, all functions of a ``Place`` that give a ``Proposal``.

action            what a refactoring gets and gives
catalogue         the list of them: adding one is a file and an entry there
checked           applies edits to a copy and refuses what would add a syntax error
selection         which expression or statements a selection covers
code, names       the lines around, new names, the language of keywords
scope, flow       the variables of a method: what they are, where they are read and written
"""
