from supervision.models.action import Action, ActionContent, ActionNote
from supervision.models.contents import Amendment, Pin, Record, SelfAssessment
from supervision.models.meeting import GeneralMeeting, GeneralMeetingContent
from supervision.models.plr import PLR, Rearrangement
from supervision.models.self_regulating import DecisionRecord

__all__ = [
    "PLR",
    "Action",
    "ActionContent",
    "ActionNote",
    "Amendment",
    "DecisionRecord",
    "GeneralMeeting",
    "GeneralMeetingContent",
    "Pin",
    "Rearrangement",
    "Record",
    "SelfAssessment",
]
