import { announce } from './announce.js'

const MOST_ROWS = 100
const PLACE = /__index__|__prefix__/g
const FIELDS = 'input:not([type=hidden]):not([type=checkbox][name$="-DELETE"]), select, textarea'

const rowsOf = (container) => [...container.querySelectorAll('[data-row]:not([hidden])')]
const fieldsOf = (row) => [...row.querySelectorAll(FIELDS)]
const changed = (container) => container.dispatchEvent(new CustomEvent('app:changed', { bubbles: true }))

function totalOf (container) {
  return container.querySelector('input[name$="-TOTAL_FORMS"]')
}

// A number that no row has: rows may have been removed from the middle.
function nextIndex (container) {
  const total = totalOf(container)
  if (total) return Number(total.value)
  const names = [...container.querySelectorAll('[data-row] [name]')].map((control) => control.name)
  return 1 + Math.max(-1, ...names.map((name) => Number(/-(\d+)-/.exec(name)?.[1] ?? -1)))
}

function add (container) {
  const index = nextIndex(container)
  if (rowsOf(container).length >= MOST_ROWS) return null
  const template = container.querySelector('template[data-row-template]')
  const made = document.createElement('template')
  made.innerHTML = template.innerHTML.replace(PLACE, index)
  const row = made.content.firstElementChild
  container.querySelector('[data-rows-list]').append(row)
  if (totalOf(container)) totalOf(container).value = index + 1
  row.querySelectorAll('[data-row-remove]').forEach((button) => { button.hidden = false })
  row.dispatchEvent(new CustomEvent('app:swapped', { bubbles: true }))
  return row
}

function addAndFocus (container) {
  const row = add(container)
  if (!row) return announce(`There can be ${MOST_ROWS} rows at most`)
  changed(container)
  fieldsOf(row)[0]?.focus()
}

function remove (container, row) {
  const rows = rowsOf(container)
  const at = rows.indexOf(row)
  const mark = row.querySelector('input[name$="-DELETE"]')
  if (mark) {
    mark.checked = true
    row.hidden = true
  } else {
    row.remove()
  }
  changed(container)
  announce(`${container.dataset.rowsName || 'Row'} ${at + 1} removed`)
  const neighbour = rows[at + 1] || rows[at - 1]
  ;(neighbour ? fieldsOf(neighbour)[0] : container.querySelector('[data-rows-add]'))?.focus()
}

// Enter goes on to the next field, and from the last one to the next row, which is added if need be.
function enter (container, event) {
  const row = event.target.closest('[data-row]')
  if (!row || event.key !== 'Enter' || event.target.matches('textarea, button, [type=checkbox], [type=radio]')) return
  event.preventDefault()
  const fields = fieldsOf(row)
  const next = fields[fields.indexOf(event.target) + 1]
  if (next) return next.focus()
  const rows = rowsOf(container)
  const below = rows[rows.indexOf(row) + 1]
  below ? fieldsOf(below)[0]?.focus() : addAndFocus(container)
}

// <div data-module="app-rows" data-rows-name="Action"> with [data-rows-list] of [data-row],
// <template data-row-template>, [data-rows-add] and, in each row, [data-row-remove].
export function rows (container) {
  for (const button of container.querySelectorAll('[data-rows-add], [data-row-remove]')) button.hidden = false
  container.addEventListener('keydown', (event) => enter(container, event))
  container.addEventListener('click', (event) => {
    if (event.target.closest('[data-rows-add]')) addAndFocus(container)
    const button = event.target.closest('[data-row-remove]')
    if (button) remove(container, button.closest('[data-row]'))
  })
}

// Adds rows until the form has a control of that name: a kept copy may have more rows than the page.
export function addRowFor (form, name) {
  for (const container of form.querySelectorAll('[data-module="app-rows"]')) {
    const template = container.querySelector('template[data-row-template]').content
    const fits = [...template.querySelectorAll('[name]')].some((control) => {
      const [before, after] = control.name.split(/__index__|__prefix__/)
      return name.startsWith(before) && name.endsWith(after) && /^\d+$/.test(name.slice(before.length, name.length - after.length))
    })
    while (fits && !form.elements[name] && add(container));
  }
}
