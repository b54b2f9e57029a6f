"""What completion is worth: cursors in real code, typing replayed, and the figures of both."""
