// The status line and the box for problems, from templates/govuk/autosave_status.html.
export class Notice {
  constructor (form) {
    this.status = form.querySelector('[data-autosave-status]')
    this.lastSaved = this.status.textContent
    this.box = form.querySelector('[data-autosave-problem]')
    this.templates = form.querySelectorAll('template[data-autosave-when]')
  }

  // Spoken politely, so it changes only when something was saved.
  saved (text) {
    this.lastSaved = text
    this.hide()
  }

  // Spoken at once. `error` is the server's sentence; `keepsCopy` says whether the browser has the text.
  show (why, { error = '', keepsCopy = true, at = '' } = {}) {
    if (this.shown === why + error) return
    this.shown = why + error
    if (why !== 'restore') this.say('')
    const template = [...this.templates].find((one) => one.dataset.autosaveWhen === why)
    this.box.replaceChildren(template.content.cloneNode(true))
    for (const element of this.box.querySelectorAll('[data-autosave-copy]')) {
      element.hidden = (element.dataset.autosaveCopy === 'kept') !== keepsCopy
    }
    this.fill('[data-autosave-error]', error)
    this.fill('[data-autosave-at]', at)
  }

  fill (selector, text) {
    const element = this.box.querySelector(selector)
    if (element && text) element.textContent = text
  }

  hide () {
    this.shown = undefined
    this.box.replaceChildren()
    this.say(this.lastSaved)
  }

  say (text) {
    if (this.status.textContent !== text) this.status.textContent = text
  }

  on (selector, act) {
    this.box.querySelector(selector)?.addEventListener('click', act)
  }
}
