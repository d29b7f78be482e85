import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from exchange.demo import assuring, figures
from exchange.demo.loading import Loaded, Refused, is_loaded, is_somebody_elses, load
from exchange.demo.organisation import FEWEST
from policy import rulebook

MOST_YEARS = 10


class Command(BaseCommand):
    help = "Loads a made-up organisation. The same seed on the same day makes the same one."

    def add_arguments(self, parser):
        parser.add_argument("--people", type=int, default=240, metavar="N")
        parser.add_argument("--years", type=int, default=2, metavar="Y")
        parser.add_argument("--seed", type=int, default=1, metavar="S")
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="leave an organisation that is there in peace, and say so",
        )

    def handle(self, *args, people: int, years: int, seed: int, if_empty: bool, **options):
        db = settings.IMPORT_DATABASE
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError("This site is no demonstration: PLR_DEMO and DEBUG are both off.")
        if is_loaded(db=db):
            keep_figures()
            self.stdout.write("The demonstration data is loaded already.")
        elif if_empty and is_somebody_elses(db=db):
            self.stdout.write("The database holds an organisation, so no demonstration is loaded.")
        else:
            require_size(people, years)
            self.stdout.write(in_words(self.load(people, years, seed, db)))

    def load(self, people: int, years: int, seed: int, db: str) -> Loaded:
        now = timezone.now()
        with Bars() as bars:
            try:
                loaded = load(
                    people=people,
                    years=years,
                    seed=seed,
                    now=now,
                    book=rulebook.in_force(settings.RULEBOOK, timezone.localdate(now)),
                    db=db,
                    on_progress=bars.show,
                )
            except Refused as refused:
                raise CommandError(str(refused)) from None
        keep_figures()
        return loaded


def keep_figures() -> None:
    """After the transaction that loads, and after an interruption the next time."""
    today = timezone.localdate()
    if not figures.are_kept(today):
        figures.keep(today)
    if not assuring.is_there():
        assuring.keep(today)


def require_size(people: int, years: int) -> None:
    if people < FEWEST:
        raise CommandError(f"--people {people}: the organisation needs {FEWEST} people at least.")
    if not 1 <= years <= MOST_YEARS:
        raise CommandError(f"--years {years}: choose between 1 and {MOST_YEARS} years.")


def in_words(loaded: Loaded) -> str:
    return (
        f"Demonstration data loaded: {loaded.people:,} people, {loaded.plrs.total():,} PLRs"
        f" ({loaded.plrs['finalised']:,} finalised, {loaded.plrs['scheduled']:,} planned)."
    )


class Bars:
    """A progress bar for each step; none where nobody looks."""

    def __init__(self) -> None:
        self.step, self.bar = "", None

    def __enter__(self) -> "Bars":
        return self

    def __exit__(self, *raised) -> None:
        self.close()

    def show(self, step: str, done: int, total: int) -> None:
        if step != self.step:
            self.close()
            self.step = step
            self.bar = tqdm(desc=step, total=total, file=sys.stderr, disable=None, leave=False)
        self.bar.update(done - self.bar.n)

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()
