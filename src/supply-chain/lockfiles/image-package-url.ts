import type { Asked, Warning } from './list-told.ts'
import { formatPackageUrl } from './package-url.ts'

/**
 * Of a container image as `registry/owner/name:tag@digest`. The digest, which never moves, is the version where there is
 * one. Undefined for what names no image.
 */
export function formatImagePurl(reference: string): string | undefined {
  const [withTag = '', digest, ...rest] = reference.split('@')
  const colon = withTag.indexOf(':', withTag.lastIndexOf('/') + 1)
  const [path, tag] = colon < 0 ? [withTag, undefined] : [withTag.slice(0, colon), withTag.slice(colon + 1)]
  const { registry, segments } = splitPath(path)
  const isName = segments.length > 0 && segments.every(segment => /^[a-z\d]+(?:[._-]+[a-z\d]+)*$/i.test(segment))
  const isTag = tag === undefined || /^\w[\w.-]{0,127}$/.test(tag)
  const isDigest = digest === undefined || /^\w+:[\da-f]{6,}$/i.test(digest)
  if (!isName || !isTag || !isDigest || rest.length > 0) return undefined
  const qualifiers = { ...(registry && { repository_url: registry }), ...(digest && tag && { tag }) }
  const [name = '', ...owners] = segments.toReversed()
  const namespace = owners.toReversed().join('/')
  return formatPackageUrl(reference, { type: 'docker', namespace, name, version: digest ?? tag, qualifiers })
}

/** Where only the tag is not known, that is what is asked for. Undefined for what names no image. */
export function readImage(reference: string): Pick<Asked, 'purl' | 'requirement'> | undefined {
  const purl = formatImagePurl(reference)
  if (purl) return { purl }
  const [, name, requirement = ''] = /^([^$@]+)[:@]([^$]*\$.*)$/s.exec(reference) ?? []
  const unversioned = name ? formatImagePurl(name.replace(/:[^/]*$/, '')) : undefined
  return unversioned ? { purl: unversioned, requirement: requirement.slice(0, 100) } : undefined
}

/** The first part is a registry where it looks like a host. `library` holds what Docker Hub has without an owner. */
function splitPath(path: string): { registry: string | undefined; segments: string[] } {
  const [first = '', ...rest] = path.split('/')
  const isRegistry = rest.length > 0 && /^(localhost|[\w-]+(\.[\w-]+)+)(:\d+)?$|^[\w-]+:\d+$/.test(first)
  const isHub = !isRegistry || /^(index\.|registry-1\.)?docker\.io$/.test(first)
  const segments = isRegistry ? rest : [first, ...rest]
  const plain = isHub && segments.length === 2 && segments[0] === 'library' ? segments.slice(1) : segments
  return { registry: isHub ? undefined : first, segments: plain }
}

/** What stands for nothing known here is left; `$$` is a dollar. */
export function fillInVariables(text: string, variables: ReadonlyMap<string, string> = new Map()): string {
  return text.replaceAll(
    /\$(?:(\w+)|\{(\w+)(?:(:?[-+?])([^{}$]*))?\})/g,
    (whole, bare, name, operator = '', word = '') => {
      const value = variables.get(bare ?? name)
      if (operator.endsWith('+')) return value === undefined ? '' : word
      if (operator.endsWith('-')) return value ?? word
      return value ?? whole
    },
  )
}

export function warnOfImage(reference: string, line?: number): Warning {
  const start = reference.slice(0, 100)
  const text = {
    en: `${start} names no image: what it stands for is not known here`,
    zh: `${start} 没有指明镜像：此处不知道它代表什么`,
  }
  return { text, ...(line && { line }) }
}
