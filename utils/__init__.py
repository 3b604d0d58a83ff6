"""The work, in the order in which data flows: tables, editions, analysis, visuals, briefing, web."""
