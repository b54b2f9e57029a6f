"""Sources of completion items, one file each. ``features/completion.py`` joins them."""
