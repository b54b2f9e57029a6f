"""A process that reads metadata: ``python -m bsl_pilot.app.metadata_reader``; see `app.indexing`."""

from __future__ import annotations

from bsl_pilot.crew import serve

if __name__ == "__main__":
    serve(lambda read: read)
