// Seconds before the end at which one is warned; and how long ago a key still counts as being there.
const WARNED = 120
const LATELY = 60
const TRY_AGAIN_AFTER = 15000

// <dialog data-module="app-session">: warns before the session ends, from templates/layouts/session_warning.html.
export function session (dialog) {
  const { url, person, signIn } = dialog.dataset
  let endsAt, timer, ticking
  let typedAt = 0

  const secondsLeft = () => Math.max(0, Math.round((endsAt - Date.now()) / 1000))

  async function ask (options = {}) {
    const token = document.querySelector('input[name=csrfmiddlewaretoken]')?.value || ''
    const headers = { Accept: 'application/json', 'X-CSRFToken': token, ...options.headers }
    const response = await fetch(url, { credentials: 'same-origin', redirect: 'manual', ...options, headers }).catch(() => null)
    if (!response || response.status >= 500) return null
    return response.ok ? response.json() : { seconds: 0 }
  }

  // Without a sign of life: a question that the page asks by itself.
  const look = async () => follow(await ask({ headers: { 'X-Background': '1' } }))
  const stay = async () => follow(await ask({ method: 'POST' }))

  function follow (state) {
    clearTimeout(timer)
    if (!state) return void (timer = setTimeout(look, TRY_AGAIN_AFTER))
    if (!state.seconds || String(state.person) !== person) return ended()
    takeToken(state.csrf)
    endsAt = Date.now() + state.seconds * 1000
    if (state.seconds > WARNED) return goOn()
    if (state.can_be_extended && Date.now() - typedAt < LATELY * 1000) return stay()
    warn(state.can_be_extended ? 'idle' : 'absolute')
  }

  function goOn () {
    clearInterval(ticking)
    if (dialog.open) dialog.close()
    timer = setTimeout(look, (secondsLeft() - WARNED) * 1000)
  }

  // Signing in again in another tab changes the token of every form on this page.
  function takeToken (token) {
    for (const input of document.querySelectorAll('input[name=csrfmiddlewaretoken]')) input.value = token
  }

  function warn (why) {
    show(why)
    tick()
    clearInterval(ticking)
    ticking = setInterval(tick, 1000)
    timer = setTimeout(look, secondsLeft() * 1000 + 1000)
  }

  function tick () {
    const left = secondsLeft()
    const words = left > 60 ? '2 minutes' : left > 20 ? '1 minute' : `${left} seconds`
    for (const element of dialog.querySelectorAll('[data-left]')) element.textContent = words
    if ([60, 20].includes(left)) dialog.querySelector('[data-spoken]').textContent = `You will be signed out in ${words}.`
  }

  // Nothing typed: the page is left, so that no record stays on an abandoned screen.
  function ended () {
    clearInterval(ticking)
    if (typedAt) return show('ended')
    location.assign(`${signIn}?next=${encodeURIComponent(location.pathname + location.search)}`)
  }

  function show (why) {
    const already = dialog.open && dialog.dataset.shown === why
    dialog.dataset.shown = why
    for (const part of dialog.querySelectorAll('[data-when]')) part.hidden = part.dataset.when !== why
    const part = dialog.querySelector(`[data-when="${why}"]`)
    dialog.setAttribute('aria-labelledby', (part.querySelector('h2').id ||= `session-title-${why}`))
    dialog.setAttribute('aria-describedby', (part.querySelector('p').id ||= `session-text-${why}`))
    if (!dialog.open) dialog.showModal()
    if (!already) part.querySelector('h2').focus()
  }

  dialog.querySelector('[data-stay]').addEventListener('click', stay)
  dialog.querySelector('[data-close]').addEventListener('click', () => dialog.close())
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault()
    if (dialog.dataset.shown === 'idle') stay()
    if (dialog.dataset.shown === 'absolute') dialog.close()
  })
  document.addEventListener('input', () => { typedAt = Date.now() })
  window.addEventListener('focus', () => (dialog.open || secondsLeft() <= WARNED) && look())

  endsAt = Date.now() + dialog.dataset.seconds * 1000
  timer = setTimeout(look, Math.max(0, secondsLeft() - WARNED) * 1000)
}
