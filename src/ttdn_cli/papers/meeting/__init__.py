"""The content of the papers for a meeting, made from a case once for all their forms."""

from ttdn_cli.papers.meeting.build import meeting
from ttdn_cli.papers.meeting.content import Meeting

__all__ = ["Meeting", "meeting"]
