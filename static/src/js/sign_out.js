import { Autosave } from './autosave.js'
import { forgetAll } from './autosave/copies.js'

const PATIENCE = 5000

function savedOrWaited () {
  const saves = Autosave.all.map((one) => one.save().then(() => one.save()))
  return Promise.race([Promise.all(saves), new Promise((resolve) => setTimeout(resolve, PATIENCE))])
}

// Signing out saves first, and leaves no copy behind in the browser.
export function signOut (form) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    await savedOrWaited()
    const unsaved = Autosave.all.some((one) => one.dirty())
    if (unsaved && !window.confirm('What you typed last is not saved. Sign out and lose it?')) return
    await Promise.all(Autosave.all.map((one) => one.copy.discard()))
    forgetAll()
    form.submit()
  })
}
