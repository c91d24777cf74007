"""Plans at work: compared, drafted from an annex, begun."""
