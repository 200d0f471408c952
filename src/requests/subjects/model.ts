import { z } from 'zod'
import { packageOf } from '../../lib/purl/package-of.ts'
import { canonicalizePurl, parsePurl } from '../../lib/purl/purl.ts'
import { repositoryAddress } from '../../lib/repository-address/repository-address.ts'
import type { Text } from '../../lib/text/text.ts'
import { readRange } from '../../lib/versions/parse-range.ts'
import type { SubjectKind } from '../forms/model.ts'

/** What a request or a grant is about. */
export const Subject = z.object({
  kind: z.enum(['package', 'repository', 'project', 'organization', 'none']),
  /** `pkg:npm/left-pad@1.3.0`, `https://github.com/left-pad/left-pad`, or a name. */
  id: z.string(),
  /** What the same subject is found by, whatever the version or the case. */
  key: z.string(),
  /** Versions in place of one: `vers:npm/>=1.3.0|<2.0.0`. */
  range: z.string().nullable(),
})
export type Subject = z.infer<typeof Subject>

const longest = 500

/** Reads what somebody wrote as the subject of a request. */
export function readSubject(kind: SubjectKind, text: string): Subject | { problem: Text } {
  const written = text.trim()
  if (kind === 'none') return { kind, id: '', key: '', range: null }
  if (written === '') return { problem: missing[kind] }
  if (written.length > longest)
    return { problem: { en: `Longer than ${longest} characters`, zh: `超过 ${longest} 个字符` } }
  if (kind === 'package') return readPackage(written)
  if (kind === 'repository') return readRepository(written)
  return { kind, id: written, key: written.toLowerCase(), range: null }
}

/** As it is read again. */
export function writeSubject({ id, range }: Pick<Subject, 'id' | 'range'>): string {
  return range === null ? id : `${id} ${range}`
}

const missing: Record<Exclude<SubjectKind, 'none'>, Text> = {
  package: { en: 'Name a package, such as pkg:npm/left-pad@1.3.0', zh: '请填写软件包，如 pkg:npm/left-pad@1.3.0' },
  repository: { en: 'Name a repository by its address', zh: '请填写仓库地址' },
  project: { en: 'Name a project', zh: '请填写项目' },
  organization: { en: 'Name an organization', zh: '请填写组织' },
}

/** A package URL, and after it perhaps a range of versions: `pkg:npm/left-pad vers:npm/>=1.3.0|<2.0.0`. */
function readPackage(text: string): Subject | { problem: Text } {
  const [url = '', range = null, ...rest] = text.split(/\s+/)
  if (rest.length > 0 || (range !== null && !range.startsWith('vers:'))) return { problem: notOne }
  try {
    const id = canonicalizePurl(url)
    const problem = range === null ? undefined : rangeProblem(id, range)
    return problem ? { problem } : { kind: 'package', id, key: packageOf(id), range }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { problem: { en: `${url} is no package URL: ${why}`, zh: `${url} 不是软件包 URL：${why}` } }
  }
}

/** What is judged is one version, or what all of a range have in common: never the one for the other. */
function rangeProblem(id: string, range: string): Text | undefined {
  const { type, version } = parsePurl(id)
  if (version !== undefined) return eitherOne
  const read = readRange(range)
  if (!read.ok)
    return { en: `${range} is no range of versions: ${read.reason.en}`, zh: `${range} 不是版本范围：${read.reason.zh}` }
  if (read.range.type === type) return undefined
  return {
    en: `The range is one of ${read.range.type}, and the package of ${type}: write vers:${type}/…`,
    zh: `版本范围属于 ${read.range.type}，而软件包属于 ${type}：请写作 vers:${type}/…`,
  }
}

const eitherOne: Text = {
  en: 'Name a version or a range of versions, not both: pkg:npm/left-pad vers:npm/>=1.3.0|<2.0.0',
  zh: '版本与版本范围只能填写一个：pkg:npm/left-pad vers:npm/>=1.3.0|<2.0.0',
}

const notOne: Text = {
  en: 'Name one package, and after it a range of versions if you want: pkg:npm/left-pad vers:npm/>=1.3.0|<2.0.0',
  zh: '请填写一个软件包，其后可加版本范围：pkg:npm/left-pad vers:npm/>=1.3.0|<2.0.0',
}

/** `https://forge/owner/name`, or an owner alone where its organization is meant, however it was written: with `.git`, a slash at the end, or as git@forge:owner/name. */
function readRepository(text: string): Subject | { problem: Text } {
  const id = repositoryAddress(text)
  return id === undefined ? { problem: noRepository } : { kind: 'repository', id, key: id.toLowerCase(), range: null }
}

const noRepository: Text = {
  en: 'Name a repository by its address, such as https://github.com/left-pad/left-pad',
  zh: '请填写仓库地址，如 https://github.com/left-pad/left-pad',
}

/** What conditions read as `subject`: every name there, empty where it has no meaning. */
export function subjectRecord({ kind, id, range }: Pick<Subject, 'kind' | 'id' | 'range'>): Record<string, string> {
  const none = { kind, id, type: '', namespace: '', name: id, version: '', range: range ?? '' }
  if (kind === 'package' && id !== '') {
    const { type, namespace = '', name, version = '' } = parsePurl(id)
    return { ...none, type, namespace, name, version }
  }
  if (kind !== 'repository' || !URL.canParse(id)) return none
  const { host, pathname } = new URL(id)
  const [, namespace = '', ...name] = pathname.split('/')
  return { ...none, type: host, namespace, name: name.join('/') }
}
