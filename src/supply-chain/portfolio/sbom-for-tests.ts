/** A bill of materials in CycloneDX 1.6: the root needs the first part, each part the next one. */
export function cyclonedx(
  root: { name: string; version?: string; supplier?: string },
  parts: readonly { purl?: string; name: string; version?: string; license?: string; supplier?: string }[],
): Buffer {
  const refs = parts.map((_, at) => `part-${at}`)
  const components = parts.map(({ license, supplier, ...part }, at) => ({
    type: 'library',
    'bom-ref': `part-${at}`,
    ...part,
    ...(supplier && { supplier: { name: supplier } }),
    ...(license && { licenses: [{ license: { id: license } }] }),
  }))
  const { supplier, ...named } = root
  return Buffer.from(
    JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: {
        component: {
          type: 'application',
          'bom-ref': 'root',
          ...named,
          ...(supplier && { supplier: { name: supplier } }),
        },
      },
      components,
      dependencies: ['root', ...refs].map((ref, at) => ({ ref, dependsOn: refs.slice(at, at + 1) })),
    }),
  )
}
