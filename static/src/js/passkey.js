// <form data-module="app-passkey" data-kind="create | get">: asks the browser for a passkey and sends its answer.
export function passkey (form) {
  const make = form.dataset.kind === 'create'
  const options = JSON.parse(form.querySelector('#passkey-options').textContent).publicKey
  const problem = form.querySelector('[data-problem]')
  const able = globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON

  async function credential () {
    if (make) return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
  }

  if (able) form.hidden = false
  else if (make) problem.textContent = 'This browser cannot make passkeys. Take a newer one, or a code from an app.'

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (!able) return
    try {
      form.elements.credential.value = JSON.stringify(await credential())
      form.submit()
    } catch {
      problem.textContent = 'That did not work. Try again, or use a code from an app.'
    }
  })
}
