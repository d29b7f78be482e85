// The coming year of one person as a strip of weeks. Every date of theirs is a block on it that can be
// dragged, or moved with the arrow keys: a working day, or with Shift a week. The date inputs below
// stay what is sent.
import { announce } from './announce.js'

const DAY = 24 * 60 * 60 * 1000
const WEEK = 7

const parse = (text) => Date.parse(`${text}T00:00:00Z`)
const iso = (time) => new Date(time).toISOString().slice(0, 10)
const spoken = (time) => new Date(time).toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

class Calendar {
  constructor (form) {
    this.first = parse(form.dataset.first)
    this.last = parse(form.dataset.last)
    this.daysOff = new Set(form.dataset.daysOff.split(' '))
  }

  place (time) {
    return Math.min(1, Math.max(0, (time - this.first) / (this.last - this.first)))
  }

  isOff (time) {
    const weekday = new Date(time).getUTCDay()
    return weekday === 0 || weekday === 6 || this.daysOff.has(iso(time))
  }

  // The next working day in that direction that is not before today nor after the year.
  workingDay (time, direction) {
    let day = Math.min(this.last, Math.max(this.first, time))
    let step = direction
    while (this.isOff(day)) {
      if (day + step * DAY < this.first || day + step * DAY > this.last) step = -step
      day += step * DAY
    }
    return day
  }
}

function mark (track, calendar, kind, from, until, text) {
  const made = document.createElement('span')
  made.className = `app-year__mark app-year__mark--${kind}`
  made.style.left = `${100 * calendar.place(from)}%`
  if (until) made.style.width = `${100 * (calendar.place(until) - calendar.place(from))}%`
  made.title = text
  track.append(made)
}

function months (track, calendar) {
  const start = new Date(calendar.first)
  for (let number = 1; number <= 12; number++) {
    const month = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + number, 1)
    if (month > calendar.last) return
    const label = document.createElement('span')
    label.className = 'app-year__month'
    label.style.left = `${100 * calendar.place(month)}%`
    label.textContent = new Date(month).toLocaleDateString('en-GB', { month: 'short', timeZone: 'UTC' })
    label.ariaHidden = 'true'
    track.append(label)
  }
}

function block (input, track, calendar) {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'app-year__block'
  const label = document.querySelector(`label[for="${CSS.escape(input.id)}"]`).textContent

  function show () {
    made.hidden = !input.value
    if (!input.value) return
    const time = parse(input.value)
    made.style.left = `${100 * calendar.place(time)}%`
    made.setAttribute('aria-label', `${label}, ${spoken(time)}. Arrow keys move it.`)
    made.classList.toggle('app-year__block--off', calendar.isOff(time))
  }
  function move (time, direction) {
    input.value = iso(calendar.workingDay(time, direction))
    show()
  }
  function tell () {
    announce(spoken(parse(input.value)))
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }

  made.addEventListener('keydown', (event) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (!direction) return
    event.preventDefault()
    move(parse(input.value) + direction * (event.shiftKey ? WEEK : 1) * DAY, direction)
    tell()
  })
  made.addEventListener('pointerdown', (event) => {
    made.setPointerCapture(event.pointerId)
    made.dataset.dragging = ''
  })
  made.addEventListener('pointermove', (event) => {
    if (!('dragging' in made.dataset)) return
    const box = track.getBoundingClientRect()
    const days = Math.round((event.clientX - box.left) / box.width * (calendar.last - calendar.first) / DAY)
    move(calendar.first + days * DAY, 1)
  })
  made.addEventListener('pointerup', () => {
    if ('dragging' in made.dataset) tell()
    delete made.dataset.dragging
  })
  input.addEventListener('input', show)
  show()
  track.append(made)
}

export function year (form) {
  const calendar = new Calendar(form)
  for (const person of form.querySelectorAll('[data-year-person]')) {
    const track = person.querySelector('[data-year-track]')
    months(track, calendar)
    for (const away of person.querySelectorAll('[data-year-away]')) {
      const [from, until] = away.dataset.yearAway.trim().split(' ')
      mark(track, calendar, 'away', parse(from), until ? parse(until) + DAY : calendar.last, `Away ${away.textContent}`)
    }
    for (const day of calendar.daysOff) if (day) mark(track, calendar, 'off', parse(day), parse(day) + DAY, 'Bank holiday')
    const due = person.querySelector('[data-year-due]')
    if (due) mark(track, calendar, 'due', parse(due.dataset.yearDue), 0, `Due by ${due.textContent}`)
    for (const planned of person.querySelectorAll('[data-year-planned]')) {
      mark(track, calendar, 'planned', parse(planned.dataset.yearPlanned), 0, `Planned ${planned.textContent}`)
    }
    for (const input of person.querySelectorAll('input[type=date]')) block(input, track, calendar)
    track.hidden = false
    document.querySelector('[data-year-key]').hidden = false
  }
}
