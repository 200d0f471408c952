import { Failure } from '../../../../platform/failure.ts'
import { readSbom } from '../../../sbom-formats/convert.ts'
import type { Sbom } from '../../../sbom-formats/sbom.ts'
import { judgeQuality, tellChanges } from '../../judging/service.ts'
import type { Changes, Quality } from '../../model.ts'

/** For whoever runs this in a process beside. */
export const thisModule = import.meta.url

export interface Asked {
  against?: string | undefined
  every?: string | undefined
}

export function scoreHere({ document, ...asked }: Asked & { document: Uint8Array }): Quality[] {
  const { sbom, format, version } = readKept(document)
  return judgeQuality(sbom, asked, { format: format.name, version })
}

/** Of one part of a release; on a side where there is none nothing is listed. */
export interface Sides {
  before: Uint8Array | undefined
  after: Uint8Array | undefined
}

export function compareHere(parts: readonly Sides[]): Changes {
  const told = parts.map(({ before, after }) => {
    const [was, is] = [before && partsOf(readKept(before).sbom), after && partsOf(readKept(after).sbom)]
    const nothing = { components: [], licenses: [] }
    if (was && is) return tellChanges(was, is)
    return is ? tellChanges({ ...is, ...nothing }, is) : was && tellChanges(was, { ...was, ...nothing })
  })
  const some = told.flatMap(one => one ?? [])
  return {
    changes: some.flatMap(({ changes }) => changes),
    unchanged: some.reduce((sum, { unchanged }) => sum + unchanged, 0),
  }
}

/** That the release itself has another version goes without saying. */
function partsOf(sbom: Sbom): Sbom {
  const [root, ...more] = sbom.roots
  if (root === undefined || more.length > 0) return sbom
  return { ...sbom, components: sbom.components.filter(({ id }) => id !== root) }
}

/** It was read when it came in. */
function readKept(document: Uint8Array) {
  const read = readSbom(Buffer.from(document.buffer, document.byteOffset, document.byteLength).toString('utf8'))
  if (read.format && read.sbom) return { sbom: read.sbom, format: read.format, version: read.version }
  throw new Failure('invalid-input', read.problems[0]?.text ?? unreadable)
}

const unreadable = { en: 'The document cannot be read', zh: '无法读取文档' }
