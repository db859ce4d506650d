"""Words, law and registers of the trade: records, agencies, places, facts, calendar, text. Imports nothing of ours."""
