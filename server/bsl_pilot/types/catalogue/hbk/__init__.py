"""Reading of the platform's syntax helper (``shcntx_ru.hbk`` and its English twin) on the user's machine.

container   the file: chains of blocks that hold named files
storage     the pages and the table of contents among these files
contents    the table of contents
page        one page of help: signatures, types, availability, versions, a short description
book        all pages of one language by their paths
join        the books of both languages as a catalogue
enrich      that catalogue together with the package's
"""
