from assurance.actions.answering import PlannedAction, answer_feedback
from assurance.actions.calibrating import announce_calibration, close_calibration
from assurance.actions.drawing import commit_seeds, draw_all_due
from assurance.actions.handing_back import hand_back, hand_back_what_lapsed
from assurance.actions.listing import give_cases
from assurance.actions.marking import send_marking
from assurance.actions.reviewing import keep_review

__all__ = [
    "PlannedAction",
    "announce_calibration",
    "answer_feedback",
    "close_calibration",
    "commit_seeds",
    "draw_all_due",
    "give_cases",
    "hand_back",
    "hand_back_what_lapsed",
    "keep_review",
    "send_marking",
]
