import { recordIn, recordsIn, textIn } from '../../../lib/json/untrusted.ts'
import type { Component, Relationship, Rest, Sbom } from '../sbom.ts'
import { type Frame, readComponentFields, writeComponentFields } from './component-fields.ts'
import { readDependencies, withoutEmptyEnds, writeCompositions, writeDependencies } from './dependencies.ts'
import { IdBook } from './identifiers.ts'
import { LicenseBook } from './license-book.ts'
import { readMetadataFields, writeMetadataFields } from './metadata.ts'
import { bomRefsIn } from './reference-rules.ts'
import { haveSameReferences } from './references.ts'
import { restOf } from './rest.ts'
import type { CyclonedxVersion } from './schema.ts'
import { digestSigned } from './signatures.ts'
import { isSame } from './without-empty.ts'

/** What the JSON shape of a document says, valid or not: what is of no use is passed over. */
export function readBom(bom: Record<string, unknown>, version: CyclonedxVersion): Sbom {
  const frame: Frame = { version, book: new LicenseBook() }
  const rawMetadata = recordIn(bom['metadata'])
  const metadata = readMetadataFields(rawMetadata, frame)
  const tree = readTree(bom, frame)
  const ids = new Set(tree.components.map(({ id }) => id))
  const dependencies = readDependencies(bom['dependencies'], bom['compositions'], id => ids.has(id))
  const [id, revision] = [textIn(bom['serialNumber']), bom['version']]
  const rest = restOfBom(bom, restOf(rawMetadata, writeMetadataFields(metadata, frame)), dependencies)
  return {
    ...(id !== undefined && { id }),
    // The schemas give it this default.
    revision: typeof revision === 'number' ? revision : 1,
    ...metadata,
    roots: tree.roots,
    components: tree.components,
    relationships: [...tree.relationships, ...dependencies],
    licenses: frame.book.licenses,
    ...asRest(rest, digestSigned(bom)),
  }
}

interface Tree {
  roots: string[]
  components: Component[]
  relationships: Relationship[]
}

function readTree(bom: Record<string, unknown>, frame: Frame): Tree {
  const ids = new IdBook(bomRefsIn(bom))
  const tree: Tree = { roots: [], components: [], relationships: [] }
  const read = (raw: Record<string, unknown>): string => {
    const id = ids.take(raw)
    tree.components.push(readComponent(raw, id, frame))
    const nested = namedIn(raw['components'])
    if (nested.length > 0) {
      const contains: Relationship = { from: id, kind: 'contains', to: [] }
      tree.relationships.push(contains)
      for (const one of nested) contains.to.push(read(one))
    }
    return id
  }
  tree.roots = namedIn([recordIn(bom['metadata'])['component']]).map(read)
  for (const component of namedIn(bom['components'])) read(component)
  return tree
}

/** What has no name is no component. */
function namedIn(list: unknown): Record<string, unknown>[] {
  return recordsIn(list).filter(({ name }) => typeof name === 'string')
}

function readComponent(raw: Record<string, unknown>, id: string, frame: Frame): Component {
  const fields = readComponentFields(raw, frame)
  const rest = restOf(raw, writeComponentFields(fields, frame), isSameMember)
  delete rest['components']
  delete rest['bom-ref']
  return { id, ...fields, ...asRest(rest) }
}

function isSameMember(one: unknown, other: unknown, key: string): boolean {
  return isSame(one, other) || (key === 'externalReferences' && haveSameReferences(one, other))
}

const ofTheModel = new Set([
  '$schema',
  'bomFormat',
  'specVersion',
  'serialNumber',
  'version',
  'metadata',
  'components',
  'dependencies',
  'compositions',
])

function restOfBom(
  bom: Record<string, unknown>,
  restOfMetadata: Record<string, unknown>,
  dependencies: Relationship[],
) {
  const { component: _, ...metadata } = restOfMetadata
  const rest = Object.fromEntries(Object.entries(bom).filter(([key]) => !ofTheModel.has(key)))
  if (Object.keys(metadata).length > 0) rest['metadata'] = metadata
  const [rawDependencies, rawCompositions] = [bom['dependencies'], bom['compositions']]
  const plain = writeDependencies(dependencies, () => true)
  if (!isSame(withoutEmptyEnds(rawDependencies), plain)) rest['dependencies'] = rawDependencies
  const compositions = writeCompositions(dependencies, () => true)
  if (rawCompositions !== undefined && !isSame(rawCompositions, compositions)) rest['compositions'] = rawCompositions
  return rest
}

function asRest(cyclonedx: Record<string, unknown>, signed: string[] = []): { rest?: Rest } {
  const isSaying = Object.keys(cyclonedx).length > 0
  if (!isSaying && signed.length === 0) return {}
  return { rest: { ...(isSaying && { cyclonedx }), ...(signed.length > 0 && { signed }) } }
}
