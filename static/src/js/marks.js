// A list of parts, each with <span data-part="KEY" data-written="true">Written</span>: kept up to
// date by the `parts` of each save.
export function marks (list) {
  document.addEventListener('app:saved', (event) => {
    for (const [part, written] of Object.entries(event.detail.parts || {})) {
      const mark = list.querySelector(`[data-part="${CSS.escape(part)}"]`)
      if (!mark) continue
      mark.dataset.written = written
      mark.textContent = written ? 'Written' : 'Not written'
    }
  })
}
