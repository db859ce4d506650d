"""Where records rest: the only package that knows SQLAlchemy, and the archive of raw captures.

`tables` in the order of the flow; one module of query functions per group of tables: `press` (feeds to tags),
`cases` (review to outcome), `people`, `audit`. Functions take a session, flush, and never commit: the shells do.
"""
