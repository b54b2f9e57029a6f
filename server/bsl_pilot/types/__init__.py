"""What expressions are: the platform's catalogue, types of metadata, types of expressions."""
