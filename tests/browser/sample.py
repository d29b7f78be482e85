"""What the tests of the sample page do again and again."""

WELLBEING = "textarea[name=wellbeing]"
STATUS = "[data-autosave-status]"
PROBLEM = "[data-autosave-problem]"


def saved(page) -> None:
    """Waits until everything that was typed is saved."""
    page.locator(STATUS, has_text="Saved at 21:14").wait_for()
    page.wait_for_function("() => !Object.keys(localStorage).some(key => key.startsWith('draft:'))")


def problem(page, text: str) -> None:
    page.locator(PROBLEM, has_text=text).wait_for()


def kept_copies(page) -> list[str]:
    return page.evaluate("() => Object.keys(localStorage).filter(key => key.startsWith('draft:'))")


def copy_is_kept(page) -> None:
    page.wait_for_function("() => Object.keys(localStorage).some(key => key.startsWith('draft:'))")
