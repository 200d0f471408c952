import type { LossLog } from '../loss-log.ts'
import type { Misfit } from './fit-to-schema.ts'

/** What the model calls the members of a component that are its own to say. */
const modelNames: Record<string, string[]> = {
  type: ['kind'],
  supplier: ['supplier', 'supplier.kind', 'supplier.email', 'supplier.urls'],
  manufacturer: ['originator', 'originator.kind', 'originator.email', 'originator.urls'],
  authors: ['authors'],
  author: ['authors'],
  hashes: ['hashes'],
  licenses: ['declaredLicense', 'concludedLicense'],
  cpe: ['cpes'],
  purl: ['purl', 'identifiers'],
  omniborId: ['identifiers'],
  swhid: ['identifiers'],
  swid: ['identifiers'],
  externalReferences: ['references', 'downloadLocation', 'homepage'],
}

/** Where a component stands. */
const ofComponent = /^(?:metadata\.component|components)\.(?:components\.)*/

/** What was left out of the shape itself, but for what the model has told already. */
export function logMisfits(misfits: readonly Misfit[], log: LossLog) {
  for (const { path: place, owner } of misfits) {
    const path = place.replace(ofComponent, 'component.')
    const [first = '', key = ''] = path.split('.')
    const names = first === 'component' ? (modelNames[key] ?? [key]) : []
    if (!names.some(name => log.has(`component.${name}`)) && !isTold(path, log)) log.add(`cyclonedx.${path}`, owner)
  }
}

const metadataNames: Record<string, string> = {
  'metadata.timestamp': 'createdAt',
  'metadata.lifecycles': 'lifecycles',
  'metadata.tools': 'tools',
  'metadata.authors': 'creators',
  'metadata.manufacturer': 'creators',
  'metadata.supplier': 'creators',
  'metadata.licenses': 'dataLicense',
}

function isTold(path: string, log: LossLog): boolean {
  if (path === 'compositions' && log.has('relationships.completeness')) return true
  const [metadata = '', key = ''] = path.split('.')
  const name = metadataNames[`${metadata}.${key}`]
  return name !== undefined && log.has(name)
}
