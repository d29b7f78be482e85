import { initAll as govuk } from 'govuk-frontend'
import { initAll as moj } from '@ministryofjustice/frontend'
import { Autosave } from './autosave.js'
import { forgetExpired, forgetSubmitted } from './autosave/copies.js'
import { companion } from './companion.js'
import { liveFilters } from './filters.js'
import { guard } from './guard.js'
import { live } from './live.js'
import { marks } from './marks.js'
import { passkey } from './passkey.js'
import { pin } from './pins.js'
import { poll } from './poll.js'
import { reveal } from './reveal.js'
import { rows } from './rows.js'
import { savebar } from './savebar.js'
import { session } from './session.js'
import { signOut } from './sign_out.js'
import { words } from './words.js'
import { year } from './year.js'

const MODULES = {
  'form[data-module="app-autosave"]': (form) => new Autosave(form),
  'form[data-module="app-sign-out"]': signOut,
  'form[data-module="app-passkey"]': passkey,
  'form[data-module="app-pin"]': pin,
  'form[data-live-results]': liveFilters,
  '[data-module="app-rows"]': rows,
  '[data-module="app-poll"]': poll,
  '[data-module="app-focus-companion"]': companion,
  '[data-module="app-marks"]': marks,
  '[data-live]': live,
  '[data-shown-by]': reveal,
  '[data-words]': words,
  '.app-savebar': savebar,
  'dialog[data-module="app-session"]': session,
  'form[data-module="app-year"]': year
}

function start (scope) {
  for (const [selector, begin] of Object.entries(MODULES)) {
    for (const element of scope.querySelectorAll(selector)) begin(element)
  }
}

govuk()
moj()
guard()
start(document)
forgetExpired()
forgetSubmitted()

document.addEventListener('app:swapped', (event) => {
  govuk({ scope: event.target })
  moj({ scope: event.target })
  start(event.target)
})
