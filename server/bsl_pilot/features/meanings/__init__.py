"""What the name at a place means, with all that is known of it: the common ground of hover, signature help and hints."""
