import { announce } from './announce.js'

// <form method="get" data-live-results="results">: fetches the same whole page, takes #results out of it.
export function liveFilters (form) {
  const target = document.getElementById(form.dataset.liveResults)
  let waiting

  async function apply () {
    const url = new URL(form.action || location.href)
    url.search = new URLSearchParams(new FormData(form))
    waiting?.abort()
    waiting = new AbortController()
    target.setAttribute('aria-busy', 'true')
    try {
      const response = await fetch(url, { signal: waiting.signal, redirect: 'manual' })
      const page = response.ok && new DOMParser().parseFromString(await response.text(), 'text/html')
      const results = page && page.getElementById(target.id)
      // Signed out, or an error: let the browser show it.
      if (!results) return location.assign(url)
      target.replaceChildren(...results.childNodes)
      history.replaceState(null, '', url)
      target.dispatchEvent(new CustomEvent('app:swapped', { bubbles: true }))
      announce(target.querySelector('[data-live-count]')?.textContent ?? '')
    } catch (error) {
      if (error.name !== 'AbortError') location.assign(url)
      return
    }
    target.removeAttribute('aria-busy')
  }

  form.addEventListener('change', apply)
}
