"""Inlay hints, one file for each sort."""
