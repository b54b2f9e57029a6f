"""The architecture of a workspace as a diagram: subsystems, objects, modules and the calls between them."""
