"""The content of the papers for a meeting, made from a case once for all their forms."""

from ttdn_cli.meeting.build import meeting
from ttdn_cli.meeting.records import Meeting

__all__ = ["Meeting", "meeting"]
