"""What the word at a place means: one answer, for hover and definition, references and rename, signatures and hints.

`at.meaning_at` finds it. `model` has the words for it: what can be told of a meaning stands there; what of it is
declared somewhere and used elsewhere is a *symbol* (`symbols`), and `identity` says which one a meaning is.
"""
