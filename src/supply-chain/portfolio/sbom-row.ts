import type { SbomSummary } from './model.ts'

/** A bill of materials as a line of a table. */
export function sbomRow({
  id,
  of,
  name,
  version,
  format,
  formatVersion,
  packages,
  problems,
  receivedAt,
}: SbomSummary): (string | number)[] {
  const subject = of.product === null ? (of.project ?? of.supplier ?? '–') : `${of.product} ${of.version}`
  return [
    id,
    `${name} ${version}`.trim(),
    subject,
    `${format} ${formatVersion}`,
    packages,
    problems,
    receivedAt.slice(0, 10),
  ]
}
