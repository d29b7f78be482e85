from supervision.forms.amendment import AmendmentForm
from supervision.forms.answers import AnswerForm, SettlementForm
from supervision.forms.development import CloseForm, NarrowForm, NoteForm
from supervision.forms.handing_over import HandOverForm
from supervision.forms.held import HeldForm
from supervision.forms.planning import CancelForm, MoveForm, PlanForm
from supervision.forms.record import RecordForm
from supervision.forms.self_assessment import SelfAssessmentForm
from supervision.forms.self_regulation import DecisionForm, PlaceForm
from supervision.forms.year import IntervalForm, SupportForm, YearForm

__all__ = [
    "AmendmentForm",
    "AnswerForm",
    "CancelForm",
    "CloseForm",
    "DecisionForm",
    "HandOverForm",
    "HeldForm",
    "IntervalForm",
    "MoveForm",
    "NarrowForm",
    "NoteForm",
    "PlaceForm",
    "PlanForm",
    "RecordForm",
    "SelfAssessmentForm",
    "SettlementForm",
    "SupportForm",
    "YearForm",
]
