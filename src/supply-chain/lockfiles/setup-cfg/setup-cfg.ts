import { isDevelopment } from '../group-names.ts'
import { type IniLine, readIniLines } from '../ini-lines.ts'
import { type Asked, listAsked, type Warning } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatPythonPurl } from '../python-package-url.ts'
import { findPin, parsePythonRequirement } from '../python-requirement.ts'
import { withoutByteOrderMark } from '../untrusted.ts'

/** setup.cfg of setuptools: what `install_requires` and its like ask for. */
export const setupCfg: LockfileReader = {
  name: 'setup-cfg',
  reads: path => /(^|\/)setup\.cfg$/.test(path),
  read,
}

function read(text: string): Inventory {
  const asked: Asked[] = []
  const warnings: Warning[] = []
  for (const { scope, requirement, line } of findRequirements(text)) {
    try {
      asked.push(...readRequirement(requirement, scope))
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      warnings.push(warnOfUnreadable(requirement, line))
    }
  }
  return listAsked(asked, warnings)
}

/** Behind the key of a list, or each on an indented line of its own. */
function* findRequirements(text: string): Generator<{ scope: Asked['scope']; requirement: string; line: number }> {
  let scope: Asked['scope'] | undefined
  for (const { section, content, isIndented, line } of readIniLines(withoutByteOrderMark(text))) {
    const [, key = '', value = ''] = isIndented ? [] : (/^([\w.-]+)\s*[=:]\s*(.*)$/.exec(content) ?? [])
    if (!isIndented) scope = findScope(section, key)
    const requirement = isIndented ? content : value
    if (scope && requirement) yield { scope, requirement: requirement.replace(/\s#.*$/, ''), line }
  }
}

function findScope(section: IniLine['section'], key: string): Asked['scope'] | undefined {
  if (section === 'options.extras_require') return isDevelopment(key) ? 'development' : 'optional'
  if (section !== 'options') return undefined
  if (key === 'install_requires') return 'runtime'
  return key === 'setup_requires' || key === 'tests_require' ? 'development' : undefined
}

/** `file:` names a list that is read on its own. */
function readRequirement(text: string, scope: Asked['scope']): Asked[] {
  if (text.startsWith('file:')) return []
  const { name, specifier, url } = parsePythonRequirement(text)
  const version = findPin(specifier)
  return [
    { purl: formatPythonPurl({ name, version, source: url }), scope, requirement: version ? undefined : specifier },
  ]
}

function warnOfUnreadable(requirement: string, line: number): Warning {
  const start = requirement.slice(0, 100)
  return { text: { en: `This names no package: ${start}`, zh: `这一行没有指明软件包：${start}` }, line }
}
