import type { Spdx2Version } from './version.ts'

/** How a relationship type of SPDX 2 (Table 68) is said in the words of SPDX 3. */
export interface RelationshipWord {
  kind: string
  /** What SPDX 2 says from A to B is said from B to A. */
  reversed?: true
  scope?: string
}

const words: Record<string, RelationshipWord> = {
  DESCRIBES: { kind: 'describes' },
  DESCRIBED_BY: { kind: 'describes', reversed: true },
  CONTAINS: { kind: 'contains' },
  CONTAINED_BY: { kind: 'contains', reversed: true },
  DEPENDS_ON: { kind: 'dependsOn' },
  DEPENDENCY_OF: { kind: 'dependsOn', reversed: true },
  DEPENDENCY_MANIFEST_OF: { kind: 'hasDependencyManifest', reversed: true },
  BUILD_DEPENDENCY_OF: { kind: 'dependsOn', reversed: true, scope: 'build' },
  DEV_DEPENDENCY_OF: { kind: 'dependsOn', reversed: true, scope: 'development' },
  OPTIONAL_DEPENDENCY_OF: { kind: 'hasOptionalDependency', reversed: true },
  PROVIDED_DEPENDENCY_OF: { kind: 'hasProvidedDependency', reversed: true },
  TEST_DEPENDENCY_OF: { kind: 'dependsOn', reversed: true, scope: 'test' },
  RUNTIME_DEPENDENCY_OF: { kind: 'dependsOn', reversed: true, scope: 'runtime' },
  EXAMPLE_OF: { kind: 'hasExample', reversed: true },
  GENERATES: { kind: 'generates' },
  GENERATED_FROM: { kind: 'generates', reversed: true },
  ANCESTOR_OF: { kind: 'ancestorOf' },
  DESCENDANT_OF: { kind: 'descendantOf' },
  VARIANT_OF: { kind: 'hasVariant', reversed: true },
  DISTRIBUTION_ARTIFACT: { kind: 'hasDistributionArtifact' },
  PATCH_FOR: { kind: 'patchedBy', reversed: true },
  PATCH_APPLIED: { kind: 'patchedBy', reversed: true },
  COPY_OF: { kind: 'copiedTo', reversed: true },
  FILE_ADDED: { kind: 'hasAddedFile', reversed: true },
  FILE_DELETED: { kind: 'hasDeletedFile', reversed: true },
  FILE_MODIFIED: { kind: 'modifiedBy', reversed: true },
  EXPANDED_FROM_ARCHIVE: { kind: 'expandsTo', reversed: true },
  DYNAMIC_LINK: { kind: 'hasDynamicLink' },
  STATIC_LINK: { kind: 'hasStaticLink' },
  DATA_FILE_OF: { kind: 'hasDataFile', reversed: true },
  TEST_CASE_OF: { kind: 'hasTestCase', reversed: true },
  BUILD_TOOL_OF: { kind: 'usesTool', reversed: true, scope: 'build' },
  DEV_TOOL_OF: { kind: 'usesTool', reversed: true, scope: 'development' },
  TEST_OF: { kind: 'hasTest', reversed: true },
  TEST_TOOL_OF: { kind: 'usesTool', reversed: true, scope: 'test' },
  DOCUMENTATION_OF: { kind: 'hasDocumentation', reversed: true },
  OPTIONAL_COMPONENT_OF: { kind: 'hasOptionalComponent', reversed: true },
  METAFILE_OF: { kind: 'hasMetadata', reversed: true },
  PACKAGE_OF: { kind: 'packagedBy', reversed: true },
  AMENDS: { kind: 'amendedBy', reversed: true },
  HAS_PREREQUISITE: { kind: 'hasPrerequisite' },
  PREREQUISITE_FOR: { kind: 'hasPrerequisite', reversed: true },
  REQUIREMENT_DESCRIPTION_FOR: { kind: 'hasRequirement', reversed: true },
  SPECIFICATION_FOR: { kind: 'hasSpecification', reversed: true },
  OTHER: { kind: 'other' },
}
const types = Object.keys(words)
const typeOfWord = firstTypes()
const since23 = new Set(['REQUIREMENT_DESCRIPTION_FOR', 'SPECIFICATION_FOR'])

/** The JSON schema of 2.2 forgot AMENDS, which the text has. */
export function relationshipTypesOf(version: Spdx2Version, isJson: boolean): string[] {
  if (version === '2.3') return types
  return types.filter(type => !since23.has(type) && !(isJson && type === 'AMENDS'))
}

export function wordOf(type: string): RelationshipWord | undefined {
  return Object.hasOwn(words, type) ? words[type] : undefined
}

/** The type that says just that; of several the one that is not turned around, then the first. */
export function findType(kind: string, scope: string | undefined): string | undefined {
  return typeOfWord.get(keyOf(kind, scope))
}

function firstTypes(): Map<string, string> {
  const found = new Map<string, string>()
  for (const type of types) {
    const { kind, scope } = words[type] as RelationshipWord
    if (!found.has(keyOf(kind, scope))) found.set(keyOf(kind, scope), type)
  }
  return found
}

function keyOf(kind: string, scope: string | undefined) {
  return `${kind} ${scope ?? ''}`
}
