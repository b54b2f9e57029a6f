"""What is done to a text between its writer and the editor: small pure filters in a fixed order."""
