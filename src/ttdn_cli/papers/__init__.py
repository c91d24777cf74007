"""The papers: meeting, letters, blank reports, calendar."""
