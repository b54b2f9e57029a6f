"""Signature help: the call that the cursor is in, and how it may be called."""
