"""Stage 9, report: a period becomes figures, each with the records behind it.

`digest` is the page of the morning, `quarter` the figures that công văn 1304/UBND-KGVX asks for every quarter,
`document` puts a report into the official layout. Pure; imports the domain only.
"""
