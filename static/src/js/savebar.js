// The bar at the foot of the window must not hide what has the focus, however high it grows.
const AIR = 20

export function savebar (bar) {
  const observer = new ResizeObserver(() => {
    document.documentElement.style.scrollPaddingBottom = `${bar.offsetHeight + AIR}px`
  })
  observer.observe(bar)
}
