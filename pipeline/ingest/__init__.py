"""Stage 1, ingest: feeds become entries, pages become captures.

`sources` reads what to watch (`opml` lists of others), `fetch` is the only module that opens sockets (`addresses`
guards them, `hosts` and `robots` keep it polite, `encoding` and `response` read what comes, `failures` names what does
not), `parse` turns feed bytes into entries (`salvage` finds what it lost, `jsonfeed` reads the other format), `health`
remembers how a feed behaves, `urls` gives an article its natural key. Imports the domain only.
"""
