"""A programme's shared store: the journal's tables on SQLite or PostgreSQL, by URL.

Needs SQLAlchemy (the extra ``cohort``), and psycopg for PostgreSQL (``postgres``); nothing that
playing needs imports this package.
"""
