/** Where others' code lies: who maintains that has no say here. */
const foreign = /(^|\/)(vendor|third[-_]party|node_modules|external|testdata|fixtures?|examples?)\//i
const named = /(^|\/)(?:MAINTAINERS|OWNERS|CODEOWNERS)(?:\.(?:md|markdown|txt|rst|adoc))?$/
const aliases = /(^|\/)OWNERS_ALIASES$/
const deepest = 4
const most = 300

/** The files that say who decides, the topmost first. */
export function findMaintainerFiles(paths: readonly string[]): string[] {
  const found = paths.filter(path => named.test(path) && !foreign.test(path) && depthOf(path) <= deepest)
  return found.sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1)).slice(0, most)
}

/** Names for several people, as Kubernetes has them. */
export function findAliasFile(paths: readonly string[]): string | undefined {
  return paths.find(path => aliases.test(path) && depthOf(path) <= 1)
}

function depthOf(path: string) {
  return path.split('/').length
}
