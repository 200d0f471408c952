import { mapParts } from './clauses.ts'
import { type Alternative, type Notation, notationOf } from './notation.ts'
import { increment } from './order.ts'
import { getScheme } from './schemes.ts'

/** How the advisories of OpenSSL name what is affected: one version after the other. */
export const openssl: Notation = notationOf({
  compare: getScheme('openssl').compare,
  read: text => mapParts(text.split(','), part => readVersion(part.trim())),
})

/**
 * How the advisories of nginx name what is affected or fixed: `0.7.52-0.8.39`, and `1.4.1+` for all from there. Stable
 * lines have an even second number, and there the fixes end with the line; the mainline goes on.
 */
export const nginx: Notation = notationOf({
  compare: getScheme('nginx').compare,
  read: text => (text.trim() === 'all' ? [[]] : mapParts(text.split(','), part => readNginx(part.trim()))),
})

function readVersion(text: string): Alternative | undefined {
  return /^\d[\w.-]*$/.test(text) ? [{ comparator: '=', version: text }] : undefined
}

function readNginx(text: string): Alternative | undefined {
  const [, from = '', to, plus] = /^(\d+(?:\.\d+)*)(?:-(\d+(?:\.\d+)*)|(\+))?$/.exec(text) ?? []
  if (from === '') return undefined
  if (plus !== undefined) return readOnwards(from)
  if (to === undefined) return [{ comparator: '=', version: from }]
  return [
    { comparator: '>=', version: from },
    { comparator: '<=', version: to },
  ]
}

function readOnwards(from: string): Alternative {
  const [major = '0', minor = '0'] = from.split('.')
  const isStable = /[02468]$/.test(minor)
  return [
    { comparator: '>=', version: from },
    ...(isStable ? [{ comparator: '<' as const, version: `${major}.${increment(minor)}.0` }] : []),
  ]
}
