// What the guard points at, beside the field. From the page: <form data-warnings='[{"field", "text"}]'>;
// after a save: the `warnings` of the answer.
function controlNamed (form, name) {
  const found = form.elements[name]
  return found instanceof RadioNodeList ? found[0] : found
}

function describe (control, id, present) {
  const ids = (control.getAttribute('aria-describedby') || '').split(' ').filter((one) => one && one !== id)
  if (present) ids.push(id)
  if (ids.length) control.setAttribute('aria-describedby', ids.join(' '))
  else control.removeAttribute('aria-describedby')
}

function line (text) {
  const item = document.createElement('li')
  item.textContent = text
  return item
}

function clear (form) {
  for (const list of form.querySelectorAll('[data-guard-for]')) {
    const control = document.getElementById(list.dataset.guardFor)
    if (control) describe(control, list.id, false)
    list.remove()
  }
}

function show (form, warnings) {
  clear(form)
  for (const name of new Set(warnings.map((warning) => warning.field))) {
    const control = controlNamed(form, name)
    if (!control) continue
    const list = document.createElement('ul')
    list.className = 'app-guard'
    list.id = `${control.id}-guard`
    list.dataset.guardFor = control.id
    list.append(...warnings.filter((warning) => warning.field === name).map((warning) => line(warning.text)))
    const group = control.closest('.govuk-form-group')
    group ? group.append(list) : control.after(list)
    describe(control, list.id, true)
  }
}

export function guard () {
  document.addEventListener('app:saved', (event) => show(event.target, event.detail.warnings || []))
  for (const form of document.querySelectorAll('form[data-warnings]')) show(form, JSON.parse(form.dataset.warnings))
}
