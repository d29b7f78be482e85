from supervision.actions.amending import amend_record, begin_amendment, drop_amendment
from supervision.actions.answering import answer_record, settle_disagreement
from supervision.actions.developing import close_action, note_progress, pin, unpin
from supervision.actions.feedback_answering import answer_feedback, enter_in_record
from supervision.actions.feedback_asking import (
    Asked,
    Question,
    TooManyOutside,
    ask_for_contribution,
    ask_for_feedback,
    close_request,
)
from supervision.actions.finished_meetings import (
    amend_meeting,
    begin_meeting_amendment,
    drop_meeting_amendment,
    follow_up,
    take_up,
)
from supervision.actions.meetings import (
    MeetingThere,
    begin_group,
    begin_meeting,
    change_meeting,
    drop_meeting,
    finalise_meeting,
)
from supervision.actions.passing_on import hand_over
from supervision.actions.planning import AlreadyPlanned, cancel_plr, move_plr, plan_plr
from supervision.actions.recording import AlreadyHeld, begin_record, correct_day, finalise
from supervision.actions.self_assessing import share_self_assessment, take_back_self_assessment
from supervision.actions.self_regulating import Place, decide_self_regulation, record_decision
from supervision.actions.supporting import begin_support, end_support
from supervision.actions.year import Wish, agree_interval, plan_year

__all__ = [
    "AlreadyHeld",
    "AlreadyPlanned",
    "Asked",
    "MeetingThere",
    "Place",
    "Question",
    "TooManyOutside",
    "Wish",
    "agree_interval",
    "amend_meeting",
    "amend_record",
    "answer_feedback",
    "answer_record",
    "ask_for_contribution",
    "ask_for_feedback",
    "begin_amendment",
    "begin_group",
    "begin_meeting",
    "begin_meeting_amendment",
    "begin_record",
    "begin_support",
    "cancel_plr",
    "change_meeting",
    "close_action",
    "close_request",
    "correct_day",
    "decide_self_regulation",
    "drop_amendment",
    "drop_meeting",
    "drop_meeting_amendment",
    "end_support",
    "enter_in_record",
    "finalise",
    "finalise_meeting",
    "follow_up",
    "hand_over",
    "move_plr",
    "note_progress",
    "pin",
    "plan_plr",
    "plan_year",
    "record_decision",
    "settle_disagreement",
    "share_self_assessment",
    "take_back_self_assessment",
    "take_up",
    "unpin",
]
