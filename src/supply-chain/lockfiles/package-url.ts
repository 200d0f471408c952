import { formatPurl, type PurlParts } from '../../lib/purl/purl.ts'

/** The canonical package URL of what a file calls `written`. Throws a SyntaxError that tells which package it was. */
export function formatPackageUrl(written: string, parts: PurlParts): string {
  try {
    return formatPurl(parts)
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new SyntaxError(`${JSON.stringify(written)} names no package: ${error.message}`)
    throw error
  }
}
