// What lies in the browser: {at, submitted, iv, data}, of which only the time can be read.
// The name is draft:PERSON:KIND:ID:SLOT; each open page writes its own slot.
const PREFIX = 'draft:'
const WEEK = 7 * 24 * 60 * 60 * 1000

export function slots (prefix = PREFIX) {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(prefix))
  } catch {
    return []
  }
}

export function load (name) {
  try {
    return JSON.parse(localStorage.getItem(name))
  } catch {
    return null
  }
}

// False where the browser keeps nothing: storage full or switched off.
export function store (name, entry) {
  try {
    localStorage.setItem(name, JSON.stringify(entry))
    return true
  } catch {
    return false
  }
}

export function forget (name) {
  try {
    localStorage.removeItem(name)
  } catch { /* storage is switched off, so nothing lies there */ }
}

export const isExpired = (entry) => !entry || !(Date.now() - entry.at < WEEK)

export function forgetExpired () {
  for (const name of slots()) {
    if (isExpired(load(name))) forget(name)
  }
}

export function forgetAll () {
  slots().forEach(forget)
}

// A form was sent and a page of ours for somebody signed in came back: the server has the text.
// Error pages and the sign-in page carry no data-signed-in, so there the copy stays.
export function forgetSubmitted () {
  if (!('signedIn' in document.body.dataset)) return
  for (const name of slots()) {
    if (load(name)?.submitted && !document.querySelector(`[data-autosave-key="${CSS.escape(keyOf(name))}"]`)) forget(name)
  }
}

const keyOf = (name) => name.slice(PREFIX.length, name.lastIndexOf(':'))

export const slotName = (key) => `${PREFIX}${key}:${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`
export const slotsOf = (key) => slots(`${PREFIX}${key}:`)
