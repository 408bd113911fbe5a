"""The projector view: one decision at a time, for a room; ``start.run`` opens it."""
