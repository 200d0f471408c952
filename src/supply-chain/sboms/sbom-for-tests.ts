import type { Component, Sbom } from '../sbom-formats/sbom.ts'

/** A component that says nothing but its name. */
export function bareComponent(id: string, more: Partial<Component> = {}): Component {
  return {
    id,
    kind: 'library',
    name: id,
    cpes: [],
    identifiers: [],
    authors: [],
    attributions: [],
    hashes: [],
    references: [],
    properties: [],
    ...more,
  }
}

/** A document that says nothing. */
export function bareSbom(more: Partial<Sbom> = {}): Sbom {
  return {
    creators: [],
    tools: [],
    lifecycles: [],
    roots: [],
    components: [],
    relationships: [],
    licenses: [],
    ...more,
  }
}
