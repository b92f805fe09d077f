"""What investment promotion keeps: investors' enquiries, projects with their ledgers, calls, grievances."""

from proxeny.investments.models.calls import Call
from proxeny.investments.models.grievances import Grievance
from proxeny.investments.models.leads import Contact, Lead, Promise, StageAct
from proxeny.investments.models.projects import CapitalMovement, Project

__all__ = ["Call", "CapitalMovement", "Contact", "Grievance", "Lead", "Project", "Promise", "StageAct"]
