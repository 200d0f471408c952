import { createHash } from 'node:crypto'
import { recordIn } from '../../../lib/json/untrusted.ts'
import type { Text } from '../../../lib/text/text.ts'
import { logLosses } from '../compare-sboms.ts'
import { LossLog } from '../loss-log.ts'
import type { Component, Relationship, Sbom } from '../sbom.ts'
import type { SbomLoss } from '../sbom-format.ts'
import { type Frame, readComponentFields, writeComponentFields } from './component-fields.ts'
import { keepKnownEnds, readDependencies, writeCompositions, writeDependencies } from './dependencies.ts'
import { enforceSchema } from './enforce-schema.ts'
import { fitToSchema, type Misfit } from './fit-to-schema.ts'
import { LicenseBook } from './license-book.ts'
import { isModelledMetadata, readMetadataFields, writeMetadataFields } from './metadata.ts'
import { logMisfits } from './misfit-losses.ts'
import { nestComponents } from './nesting.ts'
import { readBom } from './read-bom.ts'
import { bomRefsIn } from './reference-rules.ts'
import { withRest } from './rest.ts'
import { type CyclonedxVersion, findProperty, getBomSchema } from './schema.ts'
import { withoutBrokenSignatures } from './signatures.ts'
import { isSame, withoutEmpty } from './without-empty.ts'

export interface BomWriting {
  bom: Record<string, unknown>
  losses: SbomLoss[]
}

/** What is read again of what was written, and what could not be. */
type WrittenAgain = Pick<BomWriting, 'bom'> & { misfits: readonly Misfit[] }

/**
 * The JSON shape of a document of that version, valid by its schema. What it lost is found by reading it again, which
 * `writeFurther` may do by way of another syntax.
 */
export function writeBom(
  sbom: Sbom,
  version: CyclonedxVersion,
  writeFurther: (bom: Record<string, unknown>) => WrittenAgain = bom => ({ bom, misfits: [] }),
): BomWriting {
  const build: Build = { frame: { version, book: new LicenseBook(sbom.licenses) }, misfits: [] }
  const enforced = enforce(buildBom(sbom, build), version, sbom.rest?.signed)
  const log = new LossLog(
    `CycloneDX ${version}`,
    new Map(enforced.broken.map(path => [`cyclonedx.${path}`, brokenSignature])),
  )
  const again = writeFurther(enforced.bom)
  logLosses(sbom, readBom(again.bom, version), log, { family: 'cyclonedx', tellsItself: true })
  logMisfits([...build.misfits, ...enforced.misfits, ...again.misfits], log)
  return { bom: enforced.bom, losses: log.losses }
}

/** As the version allows it, without signatures that cannot be valid any more. */
function enforce(bom: Record<string, unknown>, version: CyclonedxVersion, signed: readonly string[] | undefined) {
  const sealed = withoutBrokenSignatures(bom, signed)
  const enforced = enforceSchema(sealed.bom, version)
  const again =
    enforced.misfits.length > 0 ? withoutBrokenSignatures(enforced.bom, signed) : { bom: enforced.bom, lost: [] }
  const last = again.lost.length > 0 ? enforceSchema(again.bom, version) : { bom: again.bom, misfits: [] }
  const lost = [...sealed.lost, ...again.lost]
  return {
    bom: last.bom,
    misfits: [...lost, ...enforced.misfits, ...last.misfits],
    broken: lost.map(({ path }) => path),
  }
}

const brokenSignature: Text = {
  en: 'What was signed is written in other words now: its signature could not be valid any more and was left out',
  zh: '签名所涵盖的内容已改写：签名不再有效，已省略',
}

interface Build {
  frame: Frame
  misfits: Misfit[]
}

function buildBom(sbom: Sbom, build: Build): Record<string, unknown> {
  const { components: _, metadata: restOfMetadata, dependencies, compositions, ...rest } = sbom.rest?.cyclonedx ?? {}
  const { root, others } = buildTree(sbom, build)
  const metadata = buildMetadata(sbom, recordIn(restOfMetadata), build)
  const given = new Set([...sbom.components.map(({ id }) => id), ...bomRefsIn({ ...rest, metadata })])
  const isKnown = (id: string) => given.has(id)
  return withoutEmpty({
    $schema: getBomSchema(build.frame.version).$id,
    bomFormat: 'CycloneDX',
    specVersion: build.frame.version,
    serialNumber: serialNumberOf(sbom.id),
    version: sbom.revision ?? 1,
    metadata: nonEmpty({ ...metadata, ...(root && { component: root }) }),
    components: others,
    ...rest,
    ...buildGraph(sbom, dependencies, compositions, isKnown),
  })
}

function nonEmpty(record: Record<string, unknown>): Record<string, unknown> | undefined {
  return Object.keys(record).length > 0 ? record : undefined
}

const serialNumber = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** RFC 9562 section 6.6: the namespace of names that are URLs. */
const urls = '6ba7b8119dad11d180b400c04fd430c8'

/** What is no UUID becomes one drawn from it (version 5), the same each time. */
function serialNumberOf(id: string | undefined): string | undefined {
  if (id === undefined || serialNumber.test(id)) return id
  const digest = createHash('sha1').update(Buffer.from(urls, 'hex')).update(id).digest().subarray(0, 16)
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6)
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8)
  return `urn:uuid:${digest.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`
}

function buildMetadata(sbom: Sbom, rest: Record<string, unknown>, build: Build) {
  const { frame } = build
  return withRest(writeMetadataFields(sbom, frame), rest, {
    isModelled: isModelledMetadata,
    rewrite: raw => writeMetadataFields(readMetadataFields(raw, frame), frame),
    fit: (key, value) => fitProperty(frame.version, 'metadata', key, value),
    lose: key => build.misfits.push({ path: `metadata.${key}`, owner: undefined }),
  })
}

function fitProperty(version: CyclonedxVersion, definition: string, key: string, value: unknown): unknown {
  const schema = findProperty(version, definition, key)
  return schema && fitToSchema(value, { schema, root: getBomSchema(version) }, [])
}

function buildTree(sbom: Sbom, build: Build) {
  const components = new Map(sbom.components.map(component => [component.id, component]))
  const root = sbom.roots.find(id => components.has(id))
  const order = [...components.keys()]
  const nested = nestComponents(order, root, sbom.relationships)
  const inner = new Set([...nested.values()].flat())
  const assemble = (id: string): Record<string, unknown>[] => {
    const component = components.get(id)
    if (!component) return []
    const below = nested.get(id)?.flatMap(assemble) ?? []
    return [{ ...buildComponent(component, build), ...(below.length > 0 && { components: below }) }]
  }
  return {
    root: root === undefined ? undefined : assemble(root)[0],
    others: order.filter(id => id !== root && !inner.has(id)).flatMap(assemble),
  }
}

function buildComponent({ id, ...component }: Component, build: Build): Record<string, unknown> {
  const { frame } = build
  const plain = writeComponentFields(component, frame)
  const { type, ...members } = withRest(plain, component.rest?.cyclonedx ?? {}, {
    // Which of these two the model's authors are written to depends on the version; the other is the document's own.
    isModelled: key => (key === 'author' || key === 'authors' ? key in plain : modelled.has(key)),
    rewrite: raw => writeComponentFields(readComponentFields(raw, frame), frame),
    fit: (key, value) => fitProperty(frame.version, 'component', key, value),
    lose: key => build.misfits.push({ path: `component.${key}`, owner: id }),
  })
  return { type, 'bom-ref': id, ...members }
}

const modelled = new Set([
  ...['type', 'supplier', 'manufacturer', 'publisher', 'group', 'name', 'version', 'description', 'scope', 'hashes'],
  ...['licenses', 'copyright', 'cpe', 'purl', 'omniborId', 'swhid', 'swid', 'externalReferences', 'properties'],
])

function buildGraph(sbom: Sbom, rest: unknown, restOfCompositions: unknown, isKnown: (id: string) => boolean) {
  const relationships = sbom.relationships
  const ids = new Set(sbom.components.map(({ id }) => id))
  const isComponent = (id: string) => ids.has(id)
  const own = relationships.filter(one => one.kind === 'dependsOn' || one.kind === 'hasSpecification')
  const raw = rest === undefined ? undefined : keepKnownEnds(rest, isKnown)
  const compositions = restOfCompositions
  const isStill = isSame(strip(readDependencies(raw, compositions, isComponent)), strip(own))
  const plain = writeDependencies(relationships, isComponent)
  const dependencies = raw === undefined ? plain : isStill ? raw : [...plain, ...foreign(raw, isComponent)]
  const stated = readDependencies(dependencies, compositions, isComponent)
  const isStated = isSame(stated, own)
  return {
    dependencies,
    compositions: isStated && compositions !== undefined ? compositions : writeCompositions(relationships, isComponent),
  }
}

function strip(relationships: readonly Relationship[]): unknown {
  return relationships.map(({ from, kind, to }) => ({ from, kind, to }))
}

/** Of dependencies in which services take part, which the model does not know. */
function foreign(raw: readonly Record<string, unknown>[], isComponent: (id: string) => boolean) {
  return raw.filter(({ ref }) => !isComponent(String(ref)))
}
