import table from './xml-types.json' with { type: 'json' }

/** Text between tags, or of an attribute, of a built-in type of XML Schema. */

const collapsed = new Set([
  'token',
  'anyURI',
  'dateTime',
  'date',
  'boolean',
  'integer',
  'positiveInteger',
  'nonNegativeInteger',
  'decimal',
])

/** As XML Schema has white space read. */
export function readText(text: string, type: string): string {
  if (type === 'string') return text
  const replaced = text.replace(/[\t\n\r]/g, ' ')
  return collapsed.has(type) ? replaced.replace(/ +/g, ' ').trim() : replaced
}

const zone = String.raw`(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?`
const day = String.raw`-?\d{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`
const patterns: Record<string, RegExp> = {
  cpe: new RegExp(`^(?:${table.patterns.cpe})$`),
  boolean: /^(?:true|false|1|0)$/,
  integer: /^[+-]?\d+$/,
  nonNegativeInteger: /^(?:\+?\d+|-0+)$/,
  positiveInteger: /^\+?0*[1-9]\d*$/,
  decimal: /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/,
  date: new RegExp(`^${day}${zone}$`),
  dateTime: new RegExp(String.raw`^${day}T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)${zone}$`),
}

const longestCpe = 2000

/** Whether a text, read as above, is of that type. */
export function isOfType(text: string, type: string): boolean {
  if (type === 'anyURI') return isUri(text)
  if (type === 'cpe' && text.length > longestCpe) return false
  if (!(patterns[type]?.test(text) ?? true)) return false
  return type !== 'date' && type !== 'dateTime' ? true : isDay(text)
}

function isDay(text: string): boolean {
  const [, year = '', month = '', dayOfMonth = ''] = /^-?(\d+)-(\d\d)-(\d\d)/.exec(text) ?? []
  const days = new Date(Date.UTC(Number(year) % 400 || 400, Number(month), 0)).getUTCDate()
  return Number(dayOfMonth) <= days
}

const uri =
  /^(?:[A-Za-z][A-Za-z0-9+.-]*:|(?![^/?#]*:))(?:\/\/(?:[^/?#[\]@]*@)?(?:\[[0-9A-Fa-f:.]+\]|[^/?#[\]@:]*)(?::\d*)?(?=[/?#]|$)|(?!\/\/))[^?#[\]]*(?:\?[^#[\]]*)?(?:#[^#[\]]*)?$/

/** RFC 3986, whatever else stands in for what would have to be escaped; a percent sign must escape something. */
function isUri(text: string): boolean {
  return uri.test(text) && !/%(?![0-9A-Fa-f]{2})/.test(text)
}

/** What no XML document may hold, not even escaped. */
const unspeakable = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

export function withoutUnspeakable(text: string): string {
  return text.replace(unspeakable, '\ufffd')
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}

export function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, letter => entities[letter] ?? letter)
}

export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"\r\n\t]/g, letter => entities[letter] ?? letter)
}
