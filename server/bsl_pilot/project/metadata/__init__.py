"""Metadata of a configuration: what Designer and EDT files say, in one form.

`model` has the records, `view` the questions that can be asked, `snapshot` and `overlay` answer them for one root and
for a base with its extensions. `reading` turns files into records (also in a process pool), `store` keeps them on disk.
"""
