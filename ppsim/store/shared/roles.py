"""Two accounts for a PostgreSQL store, as SQL for whoever runs the server.

``submit`` may add what is handed in and read none of it; ``read`` may read and change nothing.
The owner keeps the tables, derives rows, erases. Neither account gets a password here.
"""

from __future__ import annotations

import re

from ppsim.store.shared.failures import StoreError
from ppsim.store.shared.tables import (
    ANNEX,
    ATTEMPTS,
    CONSENTS,
    EVENTS,
    META,
    METADATA,
    PROFILES,
    TEXTS,
)

SUBMIT, READ = "ppsim_submit", "ppsim_read"


def roles_sql(submit: str = SUBMIT, read: str = READ) -> str:
    """The statements, to be read and then run by the owner; running them again is harmless.

    Raises:
        StoreError: ``usage`` where a role's name is more than a plain word.
    """
    for role in (submit, read):
        if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", role):
            raise StoreError("usage", f"{role!r} is no plain name for a role")
    lines = ["-- Accounts for the shared store of ppsim. Run as the owner of its tables."]
    for role in (submit, read):
        lines.append(
            f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; "
            "EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
        )
    every = ", ".join(table.name for table in METADATA.sorted_tables)
    added = ", ".join(t.name for t in (TEXTS, PROFILES, CONSENTS, ATTEMPTS, EVENTS, ANNEX))
    lines += [
        f"REVOKE ALL ON {every} FROM PUBLIC, {submit}, {read};",
        f"GRANT SELECT ON {META.name} TO {submit};",
        f"GRANT INSERT ON {added} TO {submit};",
        f"GRANT SELECT ON {every} TO {read};",
        "-- One account that trainees share, and one for each reader:",
        f"--   CREATE ROLE trainees LOGIN PASSWORD '...' IN ROLE {submit};",
        f"--   CREATE ROLE somebody LOGIN PASSWORD '...' IN ROLE {read};",
    ]
    return "\n".join(lines) + "\n"
