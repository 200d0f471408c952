import { mapParts } from './clauses.ts'
import { maven as mavenScheme } from './maven.ts'
import { type Alternative, type Alternatives, type Notation, notationOf } from './notation.ts'
import { increment } from './order.ts'
import type { Constraint } from './range.ts'
import { nuget as nugetScheme } from './semver.ts'

/**
 * Maven, POM reference, “Dependency Version Requirement Specification”: `[1.0,2.0),[3.0,)`. A bare version is only what
 * Maven would like best; it is read as that version.
 */
export const maven: Notation = notationOf({
  compare: mavenScheme.compare,
  read: text => readIntervals(text, version => [{ comparator: '=', version }]),
})

/** NuGet, https://learn.microsoft.com/nuget/concepts/package-versioning: a bare version is the lowest, `1.2.*` any 1.2. */
export const nuget: Notation = notationOf({
  compare: nugetScheme.compare,
  read: text => (text.includes('*') ? readFloating(text.trim()) : readIntervals(text, readLowest)),
})

function readLowest(version: string): Alternative | undefined {
  return nugetScheme.isVersion(version) ? [{ comparator: '>=', version }] : undefined
}

function readIntervals(text: string, readBare: (version: string) => Alternative | undefined): Alternatives | undefined {
  const intervals = splitIntervals(text)
  return intervals.length === 0
    ? undefined
    : mapParts(intervals, part => readInterval(part) ?? readBareVersion(part, readBare))
}

/** At the commas between a closing bracket and what follows. */
function splitIntervals(text: string): string[] {
  const intervals: string[] = []
  let [start, isInside] = [0, false]
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if ('[('.includes(character)) isInside = true
    if ('])'.includes(character)) isInside = false
    if (character !== ',' || isInside) continue
    intervals.push(text.slice(start, at).trim())
    start = at + 1
  }
  return [...intervals, text.slice(start).trim()]
}

function readBareVersion(
  text: string,
  readBare: (version: string) => Alternative | undefined,
): Alternative | undefined {
  return /^[^\s[\](),]+$/.test(text) ? readBare(text) : undefined
}

function readInterval(text: string): Alternative | undefined {
  const found = /^([[(])([^[\](),]*)(,?)([^[\](),]*)([\])])$/.exec(text)
  if (!found) return undefined
  const [, opening, from = '', comma, to = '', closing] = found
  const [lower, upper] = [from.trim(), to.trim()]
  if (/\s/.test(lower) || /\s/.test(upper)) return undefined
  if (comma === '')
    return lower !== '' && opening === '[' && closing === ']' ? [{ comparator: '=', version: lower }] : undefined
  const bounds: Constraint[] = []
  if (lower !== '') bounds.push({ comparator: opening === '[' ? '>=' : '>', version: lower })
  if (upper !== '') bounds.push({ comparator: closing === ']' ? '<=' : '<', version: upper })
  return bounds
}

function readFloating(text: string): Alternatives | undefined {
  if (text === '*') return [[]]
  const prefix = /^(\d+(?:\.\d+){0,2})\.\*$/.exec(text)?.[1]
  if (prefix === undefined) return undefined
  const numbers = prefix.split('.')
  const next = [...numbers.slice(0, -1), increment(numbers.at(-1) ?? '0')].join('.')
  return [
    [
      { comparator: '>=', version: `${prefix}.0` },
      { comparator: '<', version: `${next}.0-0` },
    ],
  ]
}
