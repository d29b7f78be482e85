"""One command shows the site, and one Ctrl-C ends it."""

import subprocess
import sys

import pytest

from devstack import demo
from devstack.children import Children
from devstack.machine import Problem
from devstack.place import Place
from tests.ground.launcher import ROOT, demonstration, environment

pytestmark = pytest.mark.thorough


def test_the_site_answers_commands_join_and_ctrl_c_leaves_nothing(data):
    with demonstration(data) as site:
        answers = [site.status_of(path) for path in ("/healthz", "/readyz")]
        joined = subprocess.run(
            [sys.executable, "manage.py", "migrate", "--check"], cwd=ROOT, env=environment(data)
        )
        last_words = site.press_ctrl_c()

    assert answers == [200, 200]
    assert joined.returncode == 0
    assert "stopped" in last_words
    assert site.process.returncode == 0
    assert not Place(data).sockets.exists()


@pytest.mark.parametrize(
    ("is_lasting", "code"), [(True, 0), (True, 3), (False, 3)], ids=["ended", "died", "failed"]
)
def test_a_program_that_ends_is_named(is_lasting, code):
    children = Children()
    program = [sys.executable, "-c", f"raise SystemExit({code})"]
    child = children.spawn("worker", program, is_lasting=is_lasting)
    child.process.wait()

    with pytest.raises(Problem, match=rf"worker ended \(exit code {code}\), so everything"):
        demo.require_all_alive(children)


def test_a_program_that_has_done_its_work_is_no_reason_to_stop():
    children = Children()
    loading = children.spawn("demo_data", [sys.executable, "-c", ""], is_lasting=False)
    loading.process.wait()

    demo.require_all_alive(children)
