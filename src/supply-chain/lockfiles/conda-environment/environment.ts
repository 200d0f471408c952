import { formatCondaPurl } from '../conda-package-url.ts'
import { parseFailsafeYaml } from '../failsafe-yaml.ts'
import type { Asked } from '../list-told.ts'
import { formatPythonPurl, normalizePythonName } from '../python-package-url.ts'
import { findPin, parsePythonRequirement } from '../python-requirement.ts'
import { listIn, recordIn, textIn } from '../untrusted.ts'

export interface EnvironmentAsk extends Asked {
  manager: 'conda' | 'pip'
  name: string
}

/** Of an environment.yml: matches of conda and, in a list of their own, requirements of pip. Throws a SyntaxError. */
export function readEnvironment(text: string): EnvironmentAsk[] {
  return listIn(parseFailsafeYaml(text)['dependencies']).flatMap(ask => {
    const match = textIn(ask)
    if (match) return readMatch(match)
    return listIn(recordIn(ask)['pip']).flatMap(requirement => readRequirement(textIn(requirement) ?? ''))
  })
}

/** `channel::name=version=build`, `name >=1,<2`, `name[version='1']`. One `=` begins all versions that begin so. */
function readMatch(match: string): EnvironmentAsk[] {
  const [, channel, written = '', rest = ''] = /^(?:([^:\s]+)::)?([\w.-]+)\s*(.*)$/s.exec(match.trim()) ?? []
  const name = written.toLowerCase()
  if (name === '') return []
  const [, exact] = /^==\s*([\w.!+]+)$/.exec(rest) ?? []
  const [, pinned, build] = /^=?=?\s*([\w.!+]+)=([\w.*]+)$/.exec(rest) ?? []
  const version = exact ?? (build?.includes('*') ? undefined : pinned)
  const purl = formatCondaPurl({ name, version, build: version === pinned ? build : undefined, channel })
  const requirement = version || rest === '' || rest === '*' ? undefined : rest
  return [{ manager: 'conda', name, purl, scope: 'runtime', requirement }]
}

/** Options, and what lies in a folder, are passed over. */
function readRequirement(text: string): EnvironmentAsk[] {
  if (/^(-|\.|\/|[a-z+]+:)/.test(text)) return []
  try {
    const { name, specifier, url } = parsePythonRequirement(text)
    const version = findPin(specifier)
    const purl = formatPythonPurl({ name, version, source: url })
    const requirement = version ? undefined : specifier
    return [{ manager: 'pip', name: normalizePythonName(name), purl, scope: 'runtime', requirement }]
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}
