"""Editor features as pure functions of a document, in our own types: one file each."""
