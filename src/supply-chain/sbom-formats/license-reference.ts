/** The reference to a license that is on no list, made of its name: the same in every format. */
export function licenseReferenceOf(name: string): string {
  return `LicenseRef-${readable(name)}`
}

/** Letters for an id, out of whatever something is called. */
export function readable(text: string): string {
  const letters = text.slice(0, 80).replaceAll(/[^A-Za-z0-9.]+/g, '-')
  return letters.replaceAll(/^-|-$/g, '') || 'unnamed'
}
