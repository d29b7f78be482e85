from supervision.models.action import Action, ActionContent, ActionNote
from supervision.models.contents import Amendment, Pin, Record, SelfAssessment
from supervision.models.meeting import GeneralMeeting, GeneralMeetingContent
from supervision.models.plr import PLR, Rearrangement

__all__ = [
    "PLR",
    "Action",
    "ActionContent",
    "ActionNote",
    "Amendment",
    "GeneralMeeting",
    "GeneralMeetingContent",
    "Pin",
    "Rearrangement",
    "Record",
    "SelfAssessment",
]
