/**
 * Draws summaries anew when what projects are judged by has changed: of all, or, where its subject is a package, of those
 * that use it, or of the project that is its subject. It is done where all that a summary needs is known, in `catalog/scans`.
 */
export const summaryJob = { kind: 'summary', rank: 0 } as const
