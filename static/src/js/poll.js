const WAIT = 2000

// <div id="…" data-module="app-poll"> with a <progress> and its <label>: work goes on elsewhere. They are
// kept up to date until the page no longer says so; then it is shown anew.
export function poll (element) {
  async function look () {
    const response = await fetch(location.href, { redirect: 'manual', headers: { 'X-Background': '1' } }).catch(() => null)
    // No answer: perhaps the next time.
    if (!response) return void setTimeout(look, WAIT)
    const page = response.ok && new DOMParser().parseFromString(await response.text(), 'text/html')
    const fresh = page && page.getElementById(element.id)
    // Done, signed out, or an error: let the browser show it.
    if (fresh?.dataset.module !== 'app-poll') return location.reload()
    element.querySelector('progress').value = fresh.querySelector('progress').value
    element.querySelector('label').textContent = fresh.querySelector('label').textContent
    setTimeout(look, WAIT)
  }

  setTimeout(look, WAIT)
}
