"""How each kind is mailed. One that is not named here is mailed at once, and always.

Whatever is chosen here, every message stands on the page of messages as well.
"""

from people.mail import LETTERS

DIGEST = "digest"
# Not on the page of messages: mails alone.
MAILS_ALONE = frozenset({DIGEST, *LETTERS})
# These bring an entry for the calendar and nothing else.
FOR_CALENDARS = frozenset({"plr_in_calendar", "plr_out_of_calendar"})

# These can wait for the one message of the next working morning.
DAILY = frozenset(
    {
        "action_given",
        "calibration_to_mark",
        "contribution_asked",
        "daily_check",
        "daily_check_late",
        "disagreement_settled",
        "feedback_asked",
        "feedback_closed",
        "feedback_given",
        "group_supervision_finalised",
        "meeting_amended",
        "meeting_finalised",
        "part_handed_over",
        "piece_acknowledged",
        "piece_amended",
        "piece_finalised",
        "plr_cancelled_next_level",
        "plr_record_taken_over",
        "plr_replanned_next_level",
        "record_acknowledged",
        "record_amended",
        "record_calibrated",
        "record_sampled",
        "reminders",
        "sample_answered",
        "sample_feedback",
        "sample_handed_back",
        "sample_to_make",
        "self_assessment_shared",
        "subject_access_to_answer",
        "year_planned",
    }
)

# Whoever wants no mail of these is told on the page of messages alone. What the policy asks to be
# told, and what changes one's own record or diary, is mailed in any case.
OPTIONAL = {
    "self_assessment_shared": "Somebody whose PLR I lead has shared their self-assessment",
    "record_acknowledged": "Somebody has read a PLR record of mine",
    "piece_acknowledged": "Somebody has read an audit or observation of mine",
    "feedback_given": "Somebody has given feedback for a PLR that I lead",
    "part_handed_over": "Somebody has handed over their part of an audit",
    "meeting_finalised": "A meeting of mine is on record",
    "group_supervision_finalised": "A group supervision that I attended is on record",
    "year_planned": "I have planned the PLRs of my team",
    "daily_check": "The daily compliance check has changes, or somebody is about to fall out",
}
