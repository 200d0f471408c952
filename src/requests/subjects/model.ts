import { z } from 'zod'
import { packageOf } from '../../lib/purl/package-of.ts'
import { canonicalizePurl, parsePurl } from '../../lib/purl/purl.ts'
import type { Text } from '../../lib/text/text.ts'
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
    return { kind: 'package', id, key: packageOf(id), range }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { problem: { en: `${url} is no package URL: ${why}`, zh: `${url} 不是软件包 URL：${why}` } }
  }
}

const notOne: Text = {
  en: 'Name one package, and after it a range of versions if you want: pkg:npm/left-pad vers:npm/>=1.3.0|<2.0.0',
  zh: '请填写一个软件包，其后可加版本范围：pkg:npm/left-pad vers:npm/>=1.3.0|<2.0.0',
}

/** `https://forge/owner/name`, or an owner alone where its organization is meant, however it was written: with `.git`, a slash at the end, or as git@forge:owner/name. */
function readRepository(text: string): Subject | { problem: Text } {
  const asUrl = text.replace(/^git@([^:/]+):/, 'https://$1/').replace(/^(?!\w+:\/\/)/, 'https://')
  if (!URL.canParse(asUrl)) return { problem: noRepository }
  const { protocol, host, pathname } = new URL(asUrl)
  const path = pathname.replace(/\/+$/, '').replace(/\.git$/, '')
  if (!/^(https?|ssh|git):$/.test(protocol) || !host.includes('.') || !/^\/[^/]/.test(path))
    return { problem: noRepository }
  const id = `https://${host}${path}`
  return { kind: 'repository', id, key: id.toLowerCase(), range: null }
}

const noRepository: Text = {
  en: 'Name a repository by its address, such as https://github.com/left-pad/left-pad',
  zh: '请填写仓库地址，如 https://github.com/left-pad/left-pad',
}

/** What conditions read as `subject`: every name there, empty where it has no meaning. */
export function subjectRecord({ kind, id }: Pick<Subject, 'kind' | 'id'>): Record<string, string> {
  const none = { kind, id, type: '', namespace: '', name: id, version: '' }
  if (kind === 'package' && id !== '') {
    const { type, namespace = '', name, version = '' } = parsePurl(id)
    return { ...none, type, namespace, name, version }
  }
  if (kind !== 'repository' || !URL.canParse(id)) return none
  const { host, pathname } = new URL(id)
  const [, namespace = '', ...name] = pathname.split('/')
  return { ...none, type: host, namespace, name: name.join('/') }
}
