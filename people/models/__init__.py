from people.models.absence import Absence, PerformanceMatter
from people.models.break_glass import BreakGlass, BreakGlassReason
from people.models.log import AuditEvent, Reading
from people.models.new_address import NewAddress
from people.models.person import Organisation, Person, Unit
from people.models.reading_grant import ReadingGrant
from people.models.sign_in import SignIn
from people.models.ties import Grant, Posting, PracticeSupervision, ReportingLine

__all__ = [
    "Absence",
    "AuditEvent",
    "BreakGlass",
    "BreakGlassReason",
    "Grant",
    "NewAddress",
    "Organisation",
    "PerformanceMatter",
    "Person",
    "Posting",
    "PracticeSupervision",
    "Reading",
    "ReadingGrant",
    "ReportingLine",
    "SignIn",
    "Unit",
]
