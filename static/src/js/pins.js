import { announce } from './announce.js'

// <form method="post" data-module="app-pin"><input type="hidden" name="pin" value="on"><button>Pin</button></form>
// The answer {"pinned": true} turns the button into "Unpin". Anything else: the form is sent as it is.
export function pin (form) {
  const wanted = form.elements.pin
  const button = form.querySelector('button')

  function show (pinned) {
    wanted.value = pinned ? 'off' : 'on'
    button.firstChild.textContent = pinned ? 'Unpin' : 'Pin'
    announce(pinned ? 'Pinned to the record' : 'No longer pinned to the record')
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    try {
      const response = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), redirect: 'manual', headers: { Accept: 'application/json' } })
      if (!response.ok) return form.submit()
      show((await response.json()).pinned)
    } catch {
      form.submit()
    }
  })
}
