"""Side-by-side figures: how fast ppsim is beside what it could be measured against."""
