from supervision.models.action import Action, ActionContent, ActionNote
from supervision.models.contents import Amendment, Pin, Record, RecordGrade, SelfAssessment
from supervision.models.feedback import (
    FeedbackAnswer,
    FeedbackInvitation,
    FeedbackLink,
    FeedbackQuestion,
    FeedbackRequest,
)
from supervision.models.interval import AgreedInterval, SupportNeed
from supervision.models.meeting import (
    GROUP,
    GeneralMeeting,
    GeneralMeetingContent,
    MeetingAmendment,
)
from supervision.models.meeting_draft import MeetingDraft
from supervision.models.plr import PLR, Rearrangement
from supervision.models.self_regulating import DecisionRecord

__all__ = [
    "GROUP",
    "PLR",
    "Action",
    "ActionContent",
    "ActionNote",
    "AgreedInterval",
    "Amendment",
    "DecisionRecord",
    "FeedbackAnswer",
    "FeedbackInvitation",
    "FeedbackLink",
    "FeedbackQuestion",
    "FeedbackRequest",
    "GeneralMeeting",
    "GeneralMeetingContent",
    "MeetingAmendment",
    "MeetingDraft",
    "Pin",
    "Rearrangement",
    "Record",
    "RecordGrade",
    "SelfAssessment",
    "SupportNeed",
]
