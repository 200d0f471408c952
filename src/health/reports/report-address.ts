import type { ExportFormat, View } from './model.ts'

export const reportFilesPath = '/report-files'

export function addressOfReport({ kind, subject }: View): string {
  return kind === 'portfolio' ? '/reports' : `/reports/${kind}/${encodeURIComponent(subject)}`
}

/** The file of what an address of a report shows; with changes to what is asked. */
export function addressOfFile(
  { kind, subject }: View,
  format: ExportFormat,
  asked: URLSearchParams,
  changes: Record<string, string> = {},
): string {
  const query = new URLSearchParams(asked)
  if (kind !== 'portfolio') query.set('subject', subject)
  for (const [name, value] of Object.entries(changes)) query.set(name, value)
  return `${reportFilesPath}/${kind}.${format}${query.size > 0 ? `?${query}` : ''}`
}
