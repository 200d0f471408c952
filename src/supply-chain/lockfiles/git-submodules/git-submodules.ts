import { readIniLines } from '../ini-lines.ts'
import { type Asked, listAsked, type Warning } from '../list-told.ts'
import { type Inventory, type LockfileReader, pinnedSubmodules } from '../lockfile-reader.ts'
import { formatRepositoryPurl } from '../repository-package-url.ts'
import { withoutByteOrderMark } from '../untrusted.ts'

/** .gitmodules: other repositories within the repository. The commits that they are pinned at are in its tree. */
export const gitSubmodules: LockfileReader = {
  name: 'git-submodules',
  reads: path => /(^|\/)\.gitmodules$/.test(path),
  companions: [pinnedSubmodules],
  read,
}

interface Submodule {
  name: string
  path?: string
  url?: string
  branch?: string
  /** Of its address. */
  line: number
}

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const commits = readCommits(companions[pinnedSubmodules] ?? '')
  const asked: Asked[] = []
  const warnings: Warning[] = []
  for (const submodule of readSubmodules(withoutByteOrderMark(text))) {
    const { path = '', url = '', branch } = submodule
    const commit = commits.get(path)
    const purl = formatRepositoryPurl(url, { version: commit })
    if (purl) asked.push({ purl, scope: 'runtime', requirement: commit ? undefined : branch })
    else if (url) warnings.push(warnOfAddress(submodule))
  }
  return listAsked(asked, warnings)
}

function readSubmodules(text: string): Submodule[] {
  const submodules = new Map<string, Submodule>()
  for (const { section, content, line } of readIniLines(text)) {
    const [, name] = /^submodule\s+"(.*)"$/s.exec(section) ?? []
    const [, key = '', value = ''] = /^([\w.-]+)\s*=\s*(.*)$/s.exec(content) ?? []
    if (name === undefined || key === '') throw new SyntaxError(`This is no line of a .gitmodules (line ${line})`)
    const submodule = submodules.get(name) ?? { name, line }
    submodules.set(name, submodule)
    if (key === 'path') submodule.path = value
    if (key === 'branch') submodule.branch = value
    if (key === 'url') Object.assign(submodule, { url: value, line })
  }
  return [...submodules.values()]
}

/** `commit path`, a line each. */
function readCommits(text: string): Map<string, string> {
  const lines = text.split('\n').filter(Boolean)
  return new Map(lines.map(line => [line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))]))
}

function warnOfAddress({ name, url = '', line }: Submodule): Warning {
  const text = {
    en: `The submodule ${name} is missing: ${url.slice(0, 200)} leads to no known host`,
    zh: `缺少子模块 ${name}：${url.slice(0, 200)} 没有指向已知主机`,
  }
  return { text, line }
}
