"""Files on disk: discovery, layouts of 1C projects, metadata objects, watching."""
