"""A case compiled, and played one pure step at a time."""
