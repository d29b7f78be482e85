"""The situations that a visitor may want to see, and who is in each.

Whoever is named first here has the first staff number, whatever the seed: the ten people whom the
demonstration offers for signing in are among them.
"""

from dataclasses import dataclass

FCA = "family_court_adviser"


@dataclass(frozen=True)
class Situation:
    """`unit`: the code of the team, or the beginning of one."""

    key: str
    title: str
    role: str
    unit: str
    employment_type: str = "employed"


SITUATIONS = (
    Situation("half_written", "Self-assessment half written, PLR tomorrow", FCA, "A1-T1"),
    Situation("starter_month_5", "In the fifth month, Safe not assessed yet", FCA, "A1-T1"),
    Situation("twelve_reportees", "A team of twelve", "service_manager", "A1-T1"),
    Situation("advisers", "Works with advisers", "practice_supervisor", "A1-T1"),
    Situation("disagreement", "Has a disagreement to settle", "head_of_practice", "A1"),
    Situation("director", "Director of the service", "operational_director", "OPS"),
    Situation("hr", "Keeps the register", "corporate", "HR"),
    Situation("mis", "Imports and random picks", "corporate", "MIS"),
    Situation("officer", "Six-monthly, with group sessions", "business_services_officer", "A1"),
    Situation("system_admin", "Keeps accounts", "corporate", "IT"),
    Situation("shared", "PLR this week, self-assessment shared", FCA, "A1-T1"),
    Situation("unwritten", "Record begun and not finished for 12 working days", FCA, "A1-T1"),
    Situation("unanswered", "Record finalised, not answered yet", FCA, "A1-T1"),
    Situation("disputed", "Disagrees; the manager's manager has been asked", FCA, "A1-T1"),
    Situation("overdue", "PLR overdue, nothing planned", FCA, "A1-T1"),
    Situation("cancelled", "PLR cancelled and not planned again", FCA, "A1-T1"),
    Situation("considered", "Self-regulation under consideration", FCA, "A1-T1"),
    Situation("self_regulating", "Approved for self-regulation", FCA, "A1-T1"),
    Situation("starter_week_3", "In the third week, first PLR planned", FCA, "A2-T1"),
    Situation("back_from_maternity", "Returned from maternity leave", FCA, "A2-T1"),
    Situation("on_maternity", "On maternity leave", FCA, "A2-T2"),
    Situation("long_term_sick", "Away long-term, no day of return", FCA, "A2-T1"),
    Situation("back_last_month", "Back from a long absence since last month", FCA, "A3-T1"),
    Situation("mover", "New in post for two months", "practice_supervisor", "A2-T1"),
    Situation("settled", "Disagreement settled", FCA, "A1-T2"),
    Situation("amended", "Record amended", FCA, "A1-T2"),
    Situation("overridden", "Another grade than the proposed one", FCA, "A2-T1"),
    Situation("safe_requires_improvement", "Safe requires improvement", FCA, "A3-T1"),
    Situation("withdrawn", "Self-regulation withdrawn", FCA, "A3-T1"),
    Situation("agency", "Agency worker", FCA, "A1-T2", "agency"),
    Situation("bank", "Bank adviser, outside reporting", FCA, "A3-T2", "bank"),
    Situation("sessional", "Sessional worker, outside reporting", FCA, "A2-T2", "sessional"),
    Situation("student", "Student, outside reporting", FCA, "A3-T1", "student"),
    Situation("associate", "Associate, outside reporting", FCA, "A3-T2", "associate"),
    Situation("leaving", "Leaves next month", FCA, "A3-T2"),
    Situation("no_manager", "Without a line manager", FCA, "A3-T2"),
    Situation("many_actions", "Actions late, done and dropped", FCA, "A1-T2"),
    Situation("stand_in", "PLR led by somebody else than the line manager", FCA, "A2-T2"),
    Situation("performance_matter", "An open performance matter", FCA, "A2-T2"),
    Situation("under_director", "PLR with the director this week", "assistant_director", "A2"),
    Situation("area_hr", "HR partner of one area", "corporate", "HR"),
)
GRANTS = {
    "hr": ("hr",),
    "mis": ("mis",),
    "system_admin": ("system_admin",),
    "director": ("director", "break_glass"),
    "under_director": ("break_glass",),
    "area_hr": ("hr:A1",),
}
