// Browsers refuse keepalive bodies from 64 KiB on.
const KEEPALIVE_LIMIT = 60000
const OPTIONS = { credentials: 'same-origin', redirect: 'manual' }

const isSignedOut = (response) => response.type === 'opaqueredirect' || response.status === 401 || response.status === 403

async function sentence (response) {
  try {
    return (await response.json()).error || ''
  } catch {
    return ''
  }
}

// {kind: saved | conflict | signed-out | refused | unreachable}, with the server's JSON or `error`.
export async function send (url, pairs, { version, token, leaving }) {
  const body = new URLSearchParams(pairs)
  body.set('version', version)
  const keepalive = leaving && body.toString().length < KEEPALIVE_LIMIT
  try {
    const response = await fetch(url, { ...OPTIONS, method: 'POST', body, keepalive, headers: { 'X-CSRFToken': token, Accept: 'application/json' } })
    if (response.ok) return { kind: 'saved', ...(await response.json()) }
    if (response.status === 409) return { kind: 'conflict' }
    if (isSignedOut(response)) return { kind: 'signed-out' }
    if (response.status < 500 && response.status !== 429) return { kind: 'refused', error: await sentence(response) }
  } catch { /* no connection, or an answer that was cut off */ }
  return { kind: 'unreachable' }
}

// The state of the draft on the server with a fresh token, or null.
export async function refresh (url) {
  try {
    const response = await fetch(url, { ...OPTIONS, headers: { Accept: 'application/json' } })
    return response.ok ? await response.json() : null
  } catch {
    return null
  }
}
