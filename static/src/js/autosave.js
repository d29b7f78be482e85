import { read, write } from './autosave/controls.js'
import { forget } from './autosave/copies.js'
import { LocalCopy } from './autosave/local_copy.js'
import { Notice } from './autosave/notice.js'
import { refresh, send } from './autosave/transport.js'

const PAUSE = 1500
const LONGEST_WAIT = 10000
const COPY_EVERY = 300
const TRY_AGAIN_AFTER = 15000

// Saves a form while it is being filled in. The contract is in docs/frontend.md.
export class Autosave {
  static all = []

  constructor (form) {
    this.form = form
    this.url = form.dataset.autosaveUrl
    this.notice = new Notice(form)
    this.copy = new LocalCopy(form.dataset.autosaveKey, form.dataset.autosaveSecret)
    // After a conflict nothing is saved until the writer has chosen and sent the form.
    this.problem = 'autosaveConflict' in form.dataset ? 'conflict' : null
    this.savedText = this.problem || 'autosaveUnsaved' in form.dataset ? null : this.text()
    this.listen()
    this.offerCopies().then(() => this.dirty() && this.touch())
    Autosave.all.push(this)
  }

  listen () {
    for (const kind of ['input', 'change']) {
      document.addEventListener(kind, (event) => event.target.form === this.form && this.touch())
    }
    this.form.addEventListener('app:changed', () => this.touch())
    this.form.addEventListener('submit', (event) => this.submit(event))
    document.addEventListener('visibilitychange', () => document.hidden ? this.leave() : this.reconnect())
    window.addEventListener('pageshow', (event) => event.persisted && this.comeBack())
    window.addEventListener('online', () => this.reconnect())
    window.addEventListener('focus', () => this.reconnect())
    window.addEventListener('beforeunload', (event) => this.onlyHere() && event.preventDefault())
  }

  text () { return JSON.stringify(read(this.form)) }
  dirty () { return this.text() !== this.savedText }
  get version () { return this.form.elements.version }
  get token () { return this.form.elements.csrfmiddlewaretoken }
  onlyHere () { return !this.copy.submitted && !this.copy.available && this.dirty() }

  // Something was typed: a copy within 300 ms, a save 1.5 s after the last key and 10 s at most.
  touch () {
    if (this.copy.submitted) return
    this.copyTimer ??= setTimeout(() => this.keep(), COPY_EVERY)
    if (this.problem === 'conflict' || this.problem === 'signed-out') return
    this.waitingSince ??= Date.now()
    clearTimeout(this.timer)
    const latest = this.waitingSince + LONGEST_WAIT - Date.now()
    this.timer = setTimeout(() => this.save(), Math.max(0, Math.min(PAUSE, latest)))
  }

  keep () {
    clearTimeout(this.copyTimer)
    this.copyTimer = undefined
    if (!this.dirty()) return this.copy.forget()
    return this.copy.keep({ version: this.version.value, pairs: read(this.form) })
  }

  save ({ leaving = false } = {}) {
    clearTimeout(this.timer)
    this.waitingSince = undefined
    if (this.problem === 'conflict' || !this.dirty()) return Promise.resolve()
    this.sending ??= this.post(leaving).finally(() => {
      this.sending = null
      if (!this.problem && this.dirty()) this.touch()
    })
    return this.sending
  }

  async post (leaving, withFreshToken = false) {
    const pairs = read(this.form)
    const answer = await send(this.url, pairs, { version: this.version.value, token: this.token.value, leaving })
    if (answer.kind === 'saved') return this.hasSaved(answer, JSON.stringify(pairs))
    if (answer.kind !== 'signed-out') return this.stop(answer.kind, answer.error)
    // Perhaps only the token is old: signing in again in another tab changes it.
    if (withFreshToken) return this.stop('refused')
    return (await this.freshToken()) ? this.post(leaving, true) : this.stop('signed-out')
  }

  hasSaved (answer, sent) {
    this.version.value = answer.version
    this.savedText = sent
    this.problem = null
    this.notice.saved(`Saved at ${answer.saved_at}`)
    if (!this.dirty()) {
      clearTimeout(this.copyTimer)
      this.copyTimer = undefined
      this.copy.forget()
    }
    this.form.dispatchEvent(new CustomEvent('app:saved', { bubbles: true, detail: answer }))
  }

  async stop (why, error) {
    this.problem = why
    await this.keep()
    this.notice.show(why, { error, keepsCopy: this.copy.available })
    if (why === 'unreachable') setTimeout(() => this.reconnect(), TRY_AGAIN_AFTER)
  }

  async freshToken () {
    const state = await refresh(this.url)
    if (state) this.token.value = state.csrf
    return state
  }

  // Back on line, or signed in again in another tab.
  async reconnect () {
    if (!['unreachable', 'signed-out'].includes(this.problem) || this.checking) return
    this.checking = true
    const state = await this.freshToken()
    this.checking = false
    if (state) {
      this.problem = null
      await this.save()
      if (!this.problem) this.notice.hide()
    } else if (this.problem === 'unreachable') {
      setTimeout(() => this.reconnect(), TRY_AGAIN_AFTER)
    }
  }

  leave () {
    if (this.copy.submitted || !this.dirty()) return
    this.keep()
    if (!this.problem) this.save({ leaving: true })
  }

  // A save under way changes the version that the form is about to send: let it finish first.
  submit (event) {
    if (this.sending) {
      event.preventDefault()
      this.sending.finally(() => this.form.requestSubmit(event.submitter))
      return
    }
    clearTimeout(this.timer)
    this.copy.markSubmitted()
    this.keep()
  }

  // The browser shows the page as it was left; meanwhile the draft may have been changed.
  async comeBack () {
    this.copy.submitted = false
    const state = await this.freshToken()
    if (!state || String(state.version) === this.version.value) return
    if (this.dirty()) this.stop('conflict')
    else location.reload()
  }

  async offerCopies () {
    const now = this.text()
    for (const { slot, at, content } of await this.copy.found()) {
      if (JSON.stringify(content.pairs) !== now) return this.offer(slot, at, content)
      if (this.dirty()) this.copy.adopt(slot)
      else forget(slot)
    }
  }

  offer (slot, at, content) {
    const when = new Date(at).toLocaleString('en-GB', { dateStyle: 'full', timeStyle: 'short' })
    this.notice.show('restore', { at: when })
    const first = this.form.querySelector('textarea, input:not([type=hidden])')
    this.notice.on('[data-autosave-restore]', () => {
      write(this.form, content.pairs)
      // Changed elsewhere since? Then the server answers 409, and nothing newer is lost.
      this.version.value = content.version
      this.copy.adopt(slot)
      this.notice.hide()
      first?.focus()
      // Lets conditional questions and word counts follow.
      window.dispatchEvent(new PageTransitionEvent('pageshow'))
      for (const control of this.form.elements) control.dispatchEvent(new Event('change', { bubbles: true }))
    })
    this.notice.on('[data-autosave-discard]', () => {
      forget(slot)
      this.notice.hide()
      first?.focus()
    })
  }
}
