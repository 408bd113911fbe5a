"""The journal of attempts on this machine."""
