import { addRowFor } from '../rows.js'

// What of a form is saved: every named control but the token, the version, buttons and skipped ones.
const NEVER = new Set(['csrfmiddlewaretoken', 'version'])
const NO_TEXT = new Set(['submit', 'button', 'reset', 'image', 'file', 'password', 'fieldset', 'output'])

const lineFeeds = (text) => text.replace(/\r\n?/g, '\n')
const isTick = (control) => control.type === 'radio' || control.type === 'checkbox'

function saved (form) {
  return [...form.elements].filter((control) =>
    control.name && !NEVER.has(control.name) && !NO_TEXT.has(control.type) &&
    !control.closest('[data-autosave-skip]'))
}

function values (control) {
  if (control.disabled || (isTick(control) && !control.checked)) return []
  if (control.type === 'select-multiple') return [...control.selectedOptions].map((option) => option.value)
  return [lineFeeds(control.value)]
}

// [[name, value], …] in page order.
export function read (form) {
  return saved(form).flatMap((control) => values(control).map((value) => [control.name, value]))
}

function grouped (pairs) {
  const byName = new Map()
  for (const [name, value] of pairs) byName.set(name, [...(byName.get(name) || []), value])
  return byName
}

function put (control, given) {
  if (isTick(control)) {
    control.checked = Boolean(given?.includes(control.value))
  } else if (control.type === 'select-multiple') {
    for (const option of control.options) option.selected = Boolean(given?.includes(option.value))
  } else if (given?.length) {
    control.value = given.shift()
  }
}

// Puts what `read` gave back into the form; rows that are gone are added again first.
export function write (form, pairs) {
  const byName = grouped(pairs)
  for (const name of byName.keys()) {
    if (!form.elements[name]) addRowFor(form, name)
  }
  for (const control of saved(form)) put(control, byName.get(control.name))
}
