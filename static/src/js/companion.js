// Beside the section in focus (data-section="KEY") stands what belongs to it (data-companion="KEY").
// On a narrow screen, and without scripts, everything is shown one below the other.
export function companion (page) {
  const wide = window.matchMedia('(min-width: 48.0625em)')
  const parts = [...page.querySelectorAll('[data-companion]')]
  let key = parts.find((part) => page.querySelector(`[data-section="${CSS.escape(part.dataset.companion)}"]`))?.dataset.companion

  function show () {
    for (const part of parts) part.hidden = wide.matches && part.dataset.companion !== key
  }

  page.addEventListener('focusin', (event) => {
    const section = event.target.closest('[data-section]')
    if (!section || section.dataset.section === key) return
    if (!parts.some((part) => part.dataset.companion === section.dataset.section)) return
    key = section.dataset.section
    show()
  })
  wide.addEventListener('change', show)
  show()
}
