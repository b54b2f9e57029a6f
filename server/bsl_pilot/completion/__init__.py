"""Inline completion: from a keystroke to ghost text."""
