from supervision.actions.amending import amend_record, begin_amendment, drop_amendment
from supervision.actions.answering import answer_record, settle_disagreement
from supervision.actions.developing import close_action, note_progress, pin, unpin
from supervision.actions.planning import AlreadyPlanned, cancel_plr, move_plr, plan_plr
from supervision.actions.recording import AlreadyHeld, begin_record, correct_day, finalise
from supervision.actions.self_assessing import share_self_assessment, take_back_self_assessment
from supervision.actions.self_regulating import Place, decide_self_regulation, record_decision

__all__ = [
    "AlreadyHeld",
    "AlreadyPlanned",
    "Place",
    "amend_record",
    "answer_record",
    "begin_amendment",
    "begin_record",
    "cancel_plr",
    "close_action",
    "correct_day",
    "decide_self_regulation",
    "drop_amendment",
    "finalise",
    "move_plr",
    "note_progress",
    "pin",
    "plan_plr",
    "record_decision",
    "settle_disagreement",
    "share_self_assessment",
    "take_back_self_assessment",
    "unpin",
]
