"""Cải Chính: find inaccurate press coverage of a province and have it put right, lawfully and on time.

The map. Each stage is a package of pure functions between two records of `domain/records.py`; `flow.py` alone
joins them and reads top to bottom in this order.

1. `ingest`   feeds → `FeedEntry`, `Capture`         poll politely, fetch each new page once, keep the raw bytes
2. `extract`  `Capture` → `Article`                  headline, sapo, body, author, time with zone
3. `group`    `Article`s → `Story`                   copies of one text, reports of one event
4. `tag`      `Article` → `TaggedArticle`            responsible agencies, places, tone, attention
5. `flag`     `TaggedArticle` → `FlaggedArticle`     passages that contradict what is officially known
6. `review`   flagged + person → `Decision`          cases per agency, states, grounds
7. `letter`   `Decision` → `Letter`                  response or correction request, DOCX in the official layout
8. `follow`   `Letter` → `Outcome`                   corrected, edited, removed, unchanged
9. `report`   a period → `Report`                    figures with the records behind each

Around them: `domain` (words, law, registers; imports nothing of ours), `office` (documents in the official layout, and
their check), `store` (the only SQL), `web` (the only Flask), `demo` (the bundled press day), `config`, `logs`, `cli`, and the
shells, one job each: `again`, `backfill`, `batches`, `house`, `collect`, `intake`, `documents`, `outgoing`, `reports`, `publication`, `mail`, `backup`,
`certificate`, `advisories`, `doctor`, `retention`.
"""
