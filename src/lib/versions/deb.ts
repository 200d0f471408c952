import { compareDigits, firstDifference } from './order.ts'
import { type Scheme, schemeOf } from './scheme.ts'

interface DebianVersion {
  epoch: string
  upstream: string
  revision: string
}

/** Debian Policy, 5.6.12. The major version is the first number of the upstream version, with the epoch when there is one. */
export const deb: Scheme = schemeOf({
  read: readDebianVersion,
  compare: (a, b) =>
    firstDifference(
      compareDigits(a.epoch, b.epoch),
      compareParts(a.upstream, b.upstream),
      compareParts(a.revision, b.revision),
    ),
  majorOf: ({ epoch, upstream }) => majorWithEpoch(epoch, upstream),
})

/** OCaml's opam: as the upstream part of Debian, with neither epoch nor revision. */
export const opam: Scheme = schemeOf({
  read: text => (/^\S+$/.test(text) ? text : undefined),
  compare: compareParts,
  majorOf: text => majorWithEpoch('', text),
})

/** Where distributions change their packages, the upstream's first number tells most of it. */
export function majorWithEpoch(epoch: string, upstream: string): string {
  const major = /\d+/.exec(upstream)?.[0] ?? upstream
  return /^0*$/.test(epoch) ? major : `${epoch}:${major}`
}

function readDebianVersion(text: string): DebianVersion | undefined {
  const [, epoch = '', version = ''] = /^(?:(\d+):)?([^\s:]+)$/.exec(text.trim()) ?? []
  if (version === '') return undefined
  const dash = version.lastIndexOf('-')
  return dash < 0
    ? { epoch, upstream: version, revision: '' }
    : { epoch, upstream: version.slice(0, dash), revision: version.slice(dash + 1) }
}

/** Text and numbers in turn. */
function compareParts(a: string, b: string): number {
  let [one, other] = [0, 0]
  while (one < a.length || other < b.length) {
    const [text, otherText] = [endOfRun(a, one, isNoDigit), endOfRun(b, other, isNoDigit)]
    const result = compareRuns(a.slice(one, text), b.slice(other, otherText))
    if (result !== 0) return result
    one = endOfRun(a, text, isDigit)
    other = endOfRun(b, otherText, isDigit)
    const numbers = compareDigits(a.slice(text, one), b.slice(otherText, other))
    if (numbers !== 0) return numbers
  }
  return 0
}

function endOfRun(text: string, start: number, belongs: (character: string) => boolean): number {
  let end = start
  while (end < text.length && belongs(text.charAt(end))) end++
  return end
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9'
}

function isNoDigit(character: string): boolean {
  return !isDigit(character)
}

/** A tilde comes before the end, letters before everything else. */
function compareRuns(a: string, b: string): number {
  const length = Math.max(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const result = weightOf(a.charAt(at)) - weightOf(b.charAt(at))
    if (result !== 0) return result
  }
  return 0
}

function weightOf(character: string): number {
  if (character === '') return 0
  if (character === '~') return -1
  const code = character.charCodeAt(0)
  return /[A-Za-z]/.test(character) ? code : code + 256
}
