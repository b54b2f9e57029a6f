"""The rules: one file each, named as its key in snake_case. `bsl_pilot.review.api` has what they need."""
