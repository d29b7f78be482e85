"""Using a page by keyboard alone, as somebody without a mouse does."""

MOST_TABS = 150


def go_to(page, target) -> None:
    """Presses Tab until the element has the focus; it must be visible when it has."""
    for _ in range(MOST_TABS):
        if target.evaluate("element => element === document.activeElement"):
            assert target.is_visible()
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {target}")


def type_into(page, target, text: str) -> None:
    go_to(page, target)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def choose(page, target, text: str) -> None:
    """In a list: the letters of the choice; of radios: the space bar."""
    go_to(page, target)
    page.keyboard.type(text)


def tick(page, target) -> None:
    """A radio: Tab leads to the group, arrows to the one."""
    group = page.locator(f"input[name='{target.get_attribute('name')}']")
    go_to(page, group.first)
    page.keyboard.press("Space")
    for _ in range(group.count()):
        if target.is_checked():
            return
        page.keyboard.press("ArrowDown")


def press(page, target) -> None:
    """Enter on a link or button that leads to another page."""
    go_to(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")
