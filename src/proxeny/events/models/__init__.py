"""Events with their sessions, backers, numbers and participants; awards that the city received or gave."""

from proxeny.events.models.awards import Award
from proxeny.events.models.events import Event
from proxeny.events.models.participants import Participant, ParticipantFile
from proxeny.events.models.parts import Backer, Count, Session

__all__ = ["Award", "Backer", "Count", "Event", "Participant", "ParticipantFile", "Session"]
