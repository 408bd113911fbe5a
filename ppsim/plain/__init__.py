"""The line-mode player, for screen readers, braille lines and pipes."""
