"""Methods about one document: LSP's shapes around the functions of ``features``. One file per group."""
