const profiles: [start: string, profile: string][] = [
  ['ai_', 'ai'],
  ['build_', 'build'],
  ['dataset_', 'dataset'],
  ['expandedlicensing_', 'expandedLicensing'],
  ['security_', 'security'],
  ['simplelicensing_', 'simpleLicensing'],
  ['software_', 'software'],
]

/** The profiles that objects of these types belong to, in order. */
export function profilesOf(types: Iterable<string>): string[] {
  const starts = new Set<string>()
  for (const type of types) starts.add(type.slice(0, type.indexOf('_') + 1))
  const found = profiles.filter(([start]) => starts.has(start)).map(([, profile]) => profile)
  return ['core', ...found].sort()
}
