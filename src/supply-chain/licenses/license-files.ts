const named = /^(?:(?:un)?licen[sc]es?|copying)(?:[-_.][\w.+-]+)?$/i
const program = /\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|rb|php|cs?|h|cc|cpp|sh|json|ya?ml|toml|xml|ftl|spdx)$/i
const reuse = /^LICENSES\/[\w.+-]+\.txt$/

/** Whether a file in the root of a project, or in REUSE's folder (REUSE 3.3), holds its license text. */
export function isLicenseFile(path: string): boolean {
  return (named.test(path) && !program.test(path)) || reuse.test(path)
}
