"""An organisation's people and past records from a file of JSON lines: `run_import`."""

from exchange.importing.findings import Finding
from exchange.importing.outcomes import Outcome, Verdict
from exchange.importing.pipeline import Report, run_import

__all__ = ["Finding", "Outcome", "Report", "Verdict", "run_import"]
