"""What hover writes about each sort of meaning: one file each, a table in `describe`."""
