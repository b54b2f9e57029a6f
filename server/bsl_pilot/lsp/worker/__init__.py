"""The worker: a process that analyses whole documents, so that the event loop never does."""
