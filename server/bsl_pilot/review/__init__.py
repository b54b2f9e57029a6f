"""Checking of files: rules, suppression, baseline, fixes, reporters."""
