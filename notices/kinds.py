"""What is told, in one sentence each. Names and days alone: no contents of a record."""

from notices.kind import Kind
from notices.kinds_of_disclosure import DISCLOSURE

KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            "plr_planned",
            "Your PLR is planned for {day}",
            "{by} has planned your performance and learning review for {when}. {leader} leads it.",
        ),
        Kind(
            "plr_moved",
            "Your PLR has moved to {day}",
            "{by} has moved your performance and learning review from {from_day} to {when}. "
            "{leader} leads it.",
        ),
        Kind(
            "plr_changed",
            "Your PLR on {day} has changed",
            "{by} has changed the time, the place or who takes part in your performance and "
            "learning review. It is on {when}, and {leader} leads it.",
        ),
        Kind(
            "plr_cancelled",
            "Your PLR on {day} is cancelled",
            "{by} has cancelled your performance and learning review on {day}. "
            "You will hear when there is a new date.",
        ),
        Kind(
            "plr_to_lead",
            "You are to lead a PLR on {day}",
            "{by} has named you to lead the performance and learning review of {reportee} "
            "on {when}.",
        ),
        Kind(
            "plr_to_lead_changed",
            "The PLR that you are to lead has changed",
            "{by} has changed the performance and learning review of {reportee} that you are to "
            "lead. It is on {when}.",
        ),
        Kind(
            "plr_not_to_lead",
            "You are no longer to lead a PLR",
            "{by} has named somebody else to lead the performance and learning review of "
            "{reportee}.",
        ),
        Kind(
            "plr_to_lead_cancelled",
            "The PLR that you were to lead on {day} is cancelled",
            "{by} has cancelled the performance and learning review of {reportee} on {day}.",
        ),
        Kind(
            "plr_in_calendar",
            "For your calendar: PLR with {reportee} on {day}",
            "The performance and learning review of {reportee}, which you lead, is on {when}. "
            "The entry for your calendar is with this message.",
        ),
        Kind(
            "plr_out_of_calendar",
            "Off your calendar: PLR with {reportee} on {day}",
            "The performance and learning review of {reportee} on {day} is no longer yours to "
            "lead, or is cancelled. This message takes it out of your calendar.",
        ),
        Kind(
            "plr_cancelled_next_level",
            "A PLR in your team's team was cancelled",
            "{by} has cancelled the performance and learning review of {reportee} on {day}.",
        ),
        Kind(
            "plr_replanned_next_level",
            "A cancelled PLR has a new date",
            "{by} has planned a new performance and learning review with {reportee} for {day}.",
        ),
        Kind(
            "plr_line_changed",
            "{leader} leads your PLR on {day}",
            "{leader} is your line manager now, and leads your performance and learning review "
            "on {when}.",
        ),
        Kind(
            "plr_taken_over",
            "A PLR is yours to lead: {reportee} on {day}",
            "You are the line manager of {reportee} now, and lead the performance and learning "
            "review on {when}. The entry for your calendar is with this message.",
        ),
        Kind(
            "plr_record_taken_over",
            "A record is yours to finish: PLR of {reportee} on {day}",
            "You are the line manager of {reportee} now. The record of the performance and "
            "learning review on {day} is not finalised. What was typed is kept, and is yours to "
            "finish.",
        ),
        Kind(
            "plr_joined",
            "You are asked to join a PLR on {day}",
            "{by} has named you to join the performance and learning review of {reportee} on "
            "{when}. You do not see what is written for it.",
        ),
        Kind(
            "plr_joined_changed",
            "The PLR that you are to join has changed",
            "{by} has changed the performance and learning review of {reportee} that you are to "
            "join. It is on {when}.",
        ),
        Kind(
            "plr_joined_cancelled",
            "The PLR that you were to join on {day} is cancelled",
            "{by} has cancelled the performance and learning review of {reportee} on {day}.",
        ),
        Kind(
            "plr_joined_no_longer",
            "You are no longer to join a PLR on {day}",
            "You are no longer named to join the performance and learning review of {reportee} "
            "on {day}. This message takes it out of your calendar.",
        ),
        Kind(
            "year_planned",
            "The PLRs of your team are planned",
            "You have planned this many performance and learning reviews: {number}. On the page "
            "of the year you can put all of them into your calendar.",
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
            "{by} has finalised the record of your performance and learning review on {day}. "
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
            "{by} has amended the record of the performance and learning review on {day}. "
            "You can see what changed.",
        ),
        Kind(
            "safe_overridden",
            "Please speak with {by} about a grade",
            "{by} has chosen a higher overall grade than the proposed one in a performance and "
            "learning review, in a case in which the policy asks that you are told.",
        ),
        Kind(
            "reminders",
            "Reminders for {day}",
            "This is due, or soon will be:",
        ),
        Kind(
            "daily_check_late",
            "Daily compliance check, {day}: who is late",
            "{what}",
        ),
        Kind(
            "daily_check",
            "Daily compliance check, {day}",
            "{what}",
        ),
        Kind(
            "action_given",
            "You have a new action",
            "{by} has given you an action in the development plan of {reportee}.",
        ),
        Kind(
            "self_regulation_decided",
            "There is a decision about your self-regulation",
            "{by} has made a decision about your self-regulation. Please read it, and why.",
        ),
        Kind(
            "part_asked",
            "Please write your part of a collaborative audit",
            "{by} has begun a collaborative audit of your work. Please write your part and hand "
            "it over.",
        ),
        Kind(
            "part_handed_over",
            "{by} has handed over their part of an audit",
            "{by} has handed over their part of the collaborative audit of {day}.",
        ),
        Kind(
            "piece_finalised",
            "An {thing} of your work is ready to read",
            "{by} has finalised the {thing} of your work of {day}. Please read it, and say that "
            "you have.",
        ),
        Kind(
            "piece_acknowledged",
            "{by} has read an {thing}",
            "{by} has read your {thing} of {day}.",
        ),
        Kind(
            "piece_amended",
            "An {thing} of your work has been amended",
            "{by} has amended the {thing} of your work of {day}. You can see what changed.",
        ),
        Kind(
            "meeting_finalised",
            "A meeting of {day} is on record",
            "{by} has put your meeting of {day} on record. You can read it now.",
        ),
        Kind(
            "group_supervision_finalised",
            "The group supervision of {day} is on record",
            "{by} has put the group supervision of {day} on record. You can read your record of "
            "it now.",
        ),
        Kind(
            "meeting_amended",
            "The record of a meeting of {day} has been amended",
            "{by} has amended the record of your meeting of {day}. You can see what changed.",
        ),
        Kind(
            "meeting_to_come_back_to",
            "Please come back to your meeting of {day}",
            "You wanted to come back to your meeting of {day} with {reportee}.",
        ),
        Kind(
            "feedback_asked",
            "You are asked for feedback about {reportee}",
            "{by} asks you for feedback about {reportee}. Please answer by {day}.",
        ),
        Kind(
            "contribution_asked",
            "Please contribute to the PLR of {reportee}",
            "The performance and learning review of {reportee} is on {day}. Please say what you "
            "want to bring to it from your work with them.",
        ),
        Kind(
            "feedback_given",
            "There is an answer about {reportee}",
            "Somebody has answered a request for feedback about {reportee}. You can read it now.",
        ),
        Kind(
            "feedback_closed",
            "The unnamed answers about {reportee} can be read",
            "A request for unnamed feedback about {reportee} is closed, and enough people have "
            "answered.",
        ),
        Kind(
            "feedback_asked_outside",
            "{by} asks you for feedback",
            "{by} asks you for feedback on somebody whom you have worked with. The link below "
            "leads to one page. It works until {day}, and for one answer. You need no account.",
        ),
        Kind(
            "feedback_reminder_outside",
            "A reminder: {by} asks you for feedback",
            "{by} has asked you for feedback on somebody whom you have worked with. The link below "
            "leads to one page. It works until {day}, and for one answer. You need no account.",
        ),
        Kind(
            "sample_to_make",
            "A record was drawn for you to check",
            "{programme}: a record was drawn for you. Please read it and send what you found by "
            "{until}.",
        ),
        Kind(
            "record_sampled",
            "A record was drawn at random to be checked",
            "{programme}: a record that is about you or that you made was drawn at random. {by} "
            "may read it until the sample is sent. It is the record that is checked, not the "
            "person. You can see how it was drawn.",
        ),
        Kind(
            "sample_feedback",
            "There is feedback on a record that you made",
            "{programme}: {by} has read a record that you made and sends you feedback. Please "
            "read it and answer.",
        ),
        Kind(
            "sample_answered",
            "There is an answer to your sample",
            "{programme}: {of} has answered your feedback.",
        ),
        Kind(
            "sample_handed_back",
            "A record that was drawn is no longer open to be checked",
            "{programme}: {by} no longer reads the record. Another one is drawn.",
        ),
        Kind(
            "calibration_to_mark",
            "A record was drawn that all of you mark",
            "{programme}: before the round everybody who samples marks the same record, without "
            "knowing of the others. Please mark it.",
        ),
        Kind(
            "record_calibrated",
            "A record was drawn at random to be read by those who check records",
            "{programme}: a record that is about you or that you made was drawn at random. Those "
            "who check records all read it, so that they judge alike. You can see how it was "
            "drawn.",
        ),
        *DISCLOSURE,
    )
}
