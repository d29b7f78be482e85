// The bar at the foot of the window must not hide what has the focus, however high it grows
// and whatever moves after the focus has come.
const AIR = 20

export function savebar (bar) {
  function uncover () {
    const focused = document.activeElement
    const hidden = focused.getBoundingClientRect().top > bar.getBoundingClientRect().top - AIR
    if (hidden && !bar.contains(focused)) focused.scrollIntoView({ block: 'nearest' })
  }
  const observer = new ResizeObserver(() => {
    document.documentElement.style.scrollPaddingBottom = `${bar.offsetHeight + AIR}px`
    uncover()
  })
  observer.observe(bar)
  document.addEventListener('focusin', () => requestAnimationFrame(uncover))
}
