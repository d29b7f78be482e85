"""What is told, in one sentence each. Names and days alone: no contents of a record."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    key: str
    subject: str
    body: str


KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            "plr_planned",
            "Your PLR is planned for {day}",
            "{leader} has planned your performance and learning review for {when}.",
        ),
        Kind(
            "plr_moved",
            "Your PLR has moved to {day}",
            "{leader} has moved your performance and learning review from {from_day} to {when}.",
        ),
        Kind(
            "plr_cancelled",
            "Your PLR on {day} is cancelled",
            "{leader} has cancelled your performance and learning review on {day}. "
            "You will hear when there is a new date.",
        ),
        Kind(
            "plr_cancelled_next_level",
            "A PLR in your team's team was cancelled",
            "{leader} has cancelled the performance and learning review of {reportee} on {day}.",
        ),
        Kind(
            "plr_replanned_next_level",
            "A cancelled PLR has a new date",
            "{leader} has planned a new performance and learning review with {reportee} for {day}.",
        ),
        Kind(
            "self_assessment_shared",
            "{reportee} has shared their self-assessment",
            "{reportee} has shared their self-assessment "
            "for the performance and learning review on {day}.",
        ),
        Kind(
            "record_finalised",
            "The record of your PLR on {day} is ready to read",
            "{leader} has finalised the record of your performance and learning review on {day}. "
            "Please read it and answer.",
        ),
        Kind(
            "record_acknowledged",
            "{reportee} has read the record of the PLR on {day}",
            "{reportee} has read the record of the performance and learning review on {day}.",
        ),
        Kind(
            "record_disputed",
            "{reportee} disagrees with part of a PLR record",
            "{reportee} has read the record of the performance and learning review on {day} "
            "and disagrees with part of it.",
        ),
        Kind(
            "disagreement_settled",
            "The disagreement about the PLR on {day} has been answered",
            "{by} has answered the disagreement about the record of the performance "
            "and learning review on {day}.",
        ),
        Kind(
            "record_amended",
            "The record of the PLR on {day} has been amended",
            "{leader} has amended the record of the performance and learning review on {day}. "
            "You can see what changed.",
        ),
        Kind(
            "safe_overridden",
            "A grade was raised above requires improvement",
            "{leader} has confirmed a grade above the one proposed "
            "after a Safe standard was graded requires improvement.",
        ),
        Kind(
            "action_given",
            "You have a new action",
            "{leader} has given you an action in a development plan, due on {day}.",
        ),
    )
}
