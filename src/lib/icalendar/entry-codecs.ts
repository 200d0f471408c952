import type {
  Attachment,
  Attendee,
  CalendarEvent,
  CalendarTime,
  Conference,
  Period,
  Person,
  Relation,
  Trigger,
} from './calendar.ts'
import type { Codec } from './codec.ts'
import { findParameter, type Parameter, type Property } from './component.ts'
import { formatTime, formatUtc, isDateTime, isDuration, parseTime, parseUtc } from './time-value.ts'

export const time: Codec<CalendarTime> = {
  write: value => ({ value: formatTime(value), parameters: timeParameters(value) }),
  read: property => readTime(property.value, property),
}

export const period: Codec<CalendarTime | Period> = {
  write: value => ('start' in value ? writePeriod(value) : time.write(value)),
  read: property => (property.value.includes('/') ? readPeriod(property) : time.read(property)),
}

export const person: Codec<Person> = {
  write: ({ address, name, parameters = [] }) => ({
    value: address,
    parameters: [...given('CN', name), ...parameters],
  }),
  read: property => {
    const address = property.value.trim()
    return address ? { address, ...nameOf(property), ...otherParameters(property, ['CN']) } : undefined
  },
}

const attendeeParameters = ['CN', 'CUTYPE', 'ROLE', 'PARTSTAT', 'RSVP']

export const attendee: Codec<Attendee> = {
  write: ({ address, name, kind, role, participation, isAskedToReply, parameters = [] }) => ({
    value: address,
    parameters: [
      ...given('CUTYPE', kind),
      ...given('ROLE', role),
      ...given('PARTSTAT', participation),
      ...given('RSVP', isAskedToReply === undefined ? undefined : isAskedToReply ? 'TRUE' : 'FALSE'),
      ...given('CN', name),
      ...parameters,
    ],
  }),
  read: property => {
    const address = property.value.trim()
    if (!address) return undefined
    const [kind, role, participation, rsvp] = ['CUTYPE', 'ROLE', 'PARTSTAT', 'RSVP'].map(name => wordOf(property, name))
    return {
      address,
      ...nameOf(property),
      ...(kind && { kind }),
      ...(role && { role }),
      ...(participation && { participation }),
      ...(rsvp && { isAskedToReply: rsvp === 'TRUE' }),
      ...otherParameters(property, attendeeParameters),
    }
  },
}

export const conference: Codec<Conference> = {
  write: ({ uri, features, label, language }) => ({
    value: uri,
    parameters: [
      { name: 'VALUE', values: ['URI'] },
      ...(features ? [{ name: 'FEATURE', values: features }] : []),
      ...given('LABEL', label),
      ...given('LANGUAGE', language),
    ],
  }),
  read: property => {
    const uri = property.value.trim()
    const features = property.parameters.find(({ name }) => name === 'FEATURE')?.values
    const [label, language] = [findParameter(property, 'LABEL'), findParameter(property, 'LANGUAGE')]
    if (!uri) return undefined
    return {
      uri,
      ...(features && { features: features.map(feature => feature.toUpperCase()) }),
      ...(label !== undefined && { label }),
      ...(language !== undefined && { language }),
    }
  },
}

/** What is attached as such, in base64, is not read: it would be large, and nothing here opens it. */
export const attachment: Codec<Attachment> = {
  write: ({ uri, mediaType }) => ({ value: uri, parameters: given('FMTTYPE', mediaType) }),
  read: property => {
    const [uri, mediaType] = [property.value.trim(), findParameter(property, 'FMTTYPE')]
    if (!uri || findParameter(property, 'ENCODING')) return undefined
    return { uri, ...(mediaType !== undefined && { mediaType }) }
  },
}

export const relation: Codec<Relation> = {
  write: ({ uid, kind }) => ({ value: uid, parameters: given('RELTYPE', kind) }),
  read: property => {
    const [uid, kind] = [property.value.trim(), wordOf(property, 'RELTYPE')]
    return uid ? { uid, ...(kind && { kind }) } : undefined
  },
}

export const trigger: Codec<Trigger> = {
  write: value => {
    if ('utc' in value) return { value: formatUtc(value.utc), parameters: [{ name: 'VALUE', values: ['DATE-TIME'] }] }
    if (!isDuration(value.offset)) throw new RangeError(`“${value.offset}” is no duration, as -PT15M is`)
    return { value: value.offset, parameters: given('RELATED', value.from?.toUpperCase()) }
  },
  read: property => {
    const value = property.value.trim()
    const utc = parseUtc(value)
    if (utc) return { utc }
    if (!isDuration(value)) return undefined
    return { offset: value, ...(wordOf(property, 'RELATED') === 'END' && { from: 'end' as const }) }
  },
}

const number = /^[+-]?\d{1,3}(\.\d{1,20})?$/

export const coordinates: Codec<NonNullable<CalendarEvent['coordinates']>> = {
  write: ({ latitude, longitude }) => ({ value: `${decimal(latitude)};${decimal(longitude)}` }),
  read: ({ value }) => {
    const [north = '', east = '', ...rest] = value.trim().split(';')
    if (rest.length > 0 || !number.test(north) || !number.test(east)) return undefined
    const [latitude, longitude] = [Number(north), Number(east)]
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined
  },
}

/** To about a tenth of a meter, and never with an exponent. */
function decimal(degrees: number) {
  return String(Number(degrees.toFixed(6)))
}

function timeParameters(time: CalendarTime): Parameter[] {
  if (!isDateTime(time)) return [{ name: 'VALUE', values: ['DATE'] }]
  return 'local' in time ? given('TZID', time.zone) : []
}

function readTime(text: string, property: Property) {
  return parseTime(text.trim(), findParameter(property, 'TZID'))
}

function writePeriod({ start, end, duration = '' }: Period) {
  if (!end && !isDuration(duration)) throw new RangeError('a period has an end or a duration')
  return {
    value: `${formatTime(start)}/${end ? formatTime(end) : duration}`,
    parameters: [{ name: 'VALUE', values: ['PERIOD'] }, ...timeParameters(start)],
  }
}

function readPeriod(property: Property): Period | undefined {
  const [from = '', until = '', ...rest] = property.value.trim().split('/')
  const [start, end] = [readTime(from, property), readTime(until, property)]
  if (rest.length > 0 || !start || !isDateTime(start)) return undefined
  if (end) return isDateTime(end) ? { start, end } : undefined
  return isDuration(until) ? { start, duration: until } : undefined
}

function given(name: string, value: string | undefined): Parameter[] {
  return value === undefined ? [] : [{ name, values: [value] }]
}

function wordOf(property: Property, name: string) {
  return findParameter(property, name)?.trim().toUpperCase()
}

function nameOf(property: Property) {
  const name = findParameter(property, 'CN')
  return name === undefined ? {} : { name }
}

function otherParameters(property: Property, known: string[]) {
  const parameters = property.parameters.filter(({ name }) => !known.includes(name))
  return parameters.length > 0 ? { parameters } : {}
}
