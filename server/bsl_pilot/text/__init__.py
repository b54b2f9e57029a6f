"""Source text: immutable snapshots, positions, edits, words, files. Knows nothing of syntax."""
