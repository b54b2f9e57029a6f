"""Text to tree: parser, parts of a module, tokens, block stack, embedded queries, syntax faults."""
