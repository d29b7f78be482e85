import { forget, isExpired, load, slotName, slotsOf, store } from './copies.js'

const toBase64 = (bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''))
const fromBase64 = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))

// The copy of text that the server does not have yet. It is encrypted with a secret that comes with
// the page, so that it can be read only after signing in as the same person.
export class LocalCopy {
  constructor (key, secret) {
    this.key = key
    this.slot = slotName(key)
    this.submitted = false
    this.queue = Promise.resolve()
    // WebCrypto is there only on https and on this computer itself.
    this.available = Boolean(globalThis.crypto?.subtle && secret)
    if (this.available) {
      this.secret = crypto.subtle.importKey('raw', fromBase64(secret), 'AES-GCM', false, ['encrypt', 'decrypt'])
    }
  }

  // One after the other, so that an old copy is never written after it was to be forgotten.
  next (step) {
    this.queue = this.queue.then(step).catch(() => { this.available = false })
    return this.queue
  }

  keep (content) {
    if (!this.available) return Promise.resolve()
    return this.next(async () => {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const plain = new TextEncoder().encode(JSON.stringify(content))
      const data = await crypto.subtle.encrypt(this.cipher(iv), await this.secret, plain)
      const entry = { at: Date.now(), submitted: this.submitted, iv: toBase64(iv), data: toBase64(data) }
      if (!store(this.slot, entry)) this.available = false
    })
  }

  forget () {
    return this.next(() => forget(this.slot))
  }

  // For good: whatever is typed from now on is not kept.
  discard () {
    this.available = false
    this.submitted = true
    return this.forget()
  }

  // The text in it is on its way in a form; it is forgotten when a page comes back.
  markSubmitted () {
    this.submitted = true
    const entry = load(this.slot)
    if (entry) store(this.slot, { ...entry, submitted: true })
  }

  // Copies that earlier pages left, newest first: [{slot, at, content}]. What cannot be read is dropped.
  async found () {
    if (!this.available) return []
    const copies = []
    for (const slot of slotsOf(this.key)) {
      const entry = load(slot)
      const content = isExpired(entry) ? null : await this.open(entry)
      if (content) copies.push({ slot, at: entry.at, content })
      else forget(slot)
    }
    return copies.sort((one, other) => other.at - one.at)
  }

  async open (entry) {
    try {
      const plain = await crypto.subtle.decrypt(this.cipher(fromBase64(entry.iv)), await this.secret, fromBase64(entry.data))
      return JSON.parse(new TextDecoder().decode(plain))
    } catch {
      return null
    }
  }

  cipher (iv) {
    return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(this.key) }
  }

  // Go on in the slot of a copy that was put back into the form.
  adopt (slot) {
    this.slot = slot
  }
}
