"""Stage 1, ingest: feeds become entries, pages become captures.

`sources` reads what to watch, `fetch` is the only module that opens sockets, `parse` turns feed bytes into entries,
`health` remembers how a feed behaves, `urls` gives an article its natural key. Imports the domain only.
"""
