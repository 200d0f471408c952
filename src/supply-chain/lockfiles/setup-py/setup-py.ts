import { isDevelopment } from '../group-names.ts'
import { type Asked, listAsked, type Warning } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatPythonPurl } from '../python-package-url.ts'
import { findPin, parsePythonRequirement } from '../python-requirement.ts'
import { withoutByteOrderMark } from '../untrusted.ts'
import { findCall, type Literal, type Text } from './python-literals.ts'

/** setup.py of setuptools: the values that are written in it. It is never run. */
export const setupPy: LockfileReader = {
  name: 'setup-py',
  reads: path => /(^|\/)setup\.py$/.test(path),
  read,
}

function read(text: string): Inventory {
  const given = findCall(withoutByteOrderMark(text), 'setup') ?? new Map()
  const asked: Asked[] = []
  const warnings: Warning[] = []
  for (const [name, scopeOf] of fields) {
    const argument = given.get(name)
    if (!argument) continue
    const texts = argument.value && textsOf(argument.value)
    if (!texts) warnings.push(warnOfComputed(name, argument.line))
    for (const { group, requirement } of texts ?? []) {
      const one = readRequirement(requirement.text, scopeOf(group))
      if (one) asked.push(one)
      else warnings.push(warnOfUnreadable(requirement))
    }
  }
  return listAsked(asked, warnings)
}

/** What follows the colon of an extra is a condition on the machine. */
const fields: [name: string, scopeOf: (group: string) => Asked['scope']][] = [
  ['install_requires', () => 'runtime'],
  ['extras_require', group => extraScope(group.split(':', 1)[0] ?? '')],
  ['setup_requires', () => 'development'],
  ['tests_require', () => 'development'],
]

function extraScope(group: string): Asked['scope'] {
  if (group === '') return 'runtime'
  return isDevelopment(group) ? 'development' : 'optional'
}

type Named = { group: string; requirement: Text }

/** A list of texts, one text of a line each, or such by the names of extras. */
function textsOf(value: Literal, group = ''): Named[] | undefined {
  if ('text' in value) return value.text.split('\n').flatMap((text, at) => namedIn(text, value.line + at, group))
  const parts =
    'list' in value
      ? value.list.map(one => ('text' in one ? textsOf(one, group) : undefined))
      : value.record.map(([key, one]) => ('record' in one ? undefined : textsOf(one, key.text)))
  const texts: Named[] = []
  for (const part of parts) {
    if (!part) return undefined
    texts.push(...part)
  }
  return texts
}

function namedIn(written: string, line: number, group: string): Named[] {
  const text = written.replace(/(^|\s)#.*$/, '').trim()
  return text === '' ? [] : [{ group, requirement: { text, line } }]
}

function readRequirement(text: string, scope: Asked['scope']): Asked | undefined {
  try {
    const { name, specifier, url } = parsePythonRequirement(text)
    const version = findPin(specifier)
    const requirement = version ? undefined : specifier
    return { purl: formatPythonPurl({ name, version, source: url }), scope, requirement }
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function warnOfComputed(name: string, line: number): Warning {
  return {
    text: {
      en: `${name} is computed when setup.py runs, which ospo does not do: what it asks for is missing`,
      zh: `${name} 由 setup.py 运行时计算，ospo 不会执行它：其中的依赖未列出`,
    },
    line,
  }
}

function warnOfUnreadable({ text, line }: Text): Warning {
  const start = text.slice(0, 100)
  return { text: { en: `This names no package: ${start}`, zh: `这一行没有指明软件包：${start}` }, line }
}
