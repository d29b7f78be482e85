// <div data-live="KEY">: what the server works out from a draft, kept up to date by each save.
export function live (element) {
  document.addEventListener('app:saved', (event) => {
    const text = event.detail.live?.[element.dataset.live]
    if (text !== undefined) element.textContent = text
  })
}
