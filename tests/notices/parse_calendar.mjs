// Reads a calendar with the parser of Thunderbird and prints what a person would see of it.
import { readFileSync } from 'node:fs'
import ICAL from 'ical.js'

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, 'utf8')))
for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)

const events = calendar.getAllSubcomponents('vevent').map((part) => {
  const event = new ICAL.Event(part)
  return {
    uid: event.uid,
    sequence: event.sequence,
    summary: event.summary,
    location: event.location,
    day: event.startDate.isDate,
    start: event.startDate.isDate ? event.startDate.toString() : event.startDate.toJSDate().toISOString(),
    end: event.endDate.isDate ? event.endDate.toString() : event.endDate.toJSDate().toISOString(),
    status: part.getFirstPropertyValue('status'),
    attendees: event.attendees.map((one) => [one.getParameter('cn'), one.getFirstValue()])
  }
})
console.log(JSON.stringify({ method: calendar.getFirstPropertyValue('method'), events }))
