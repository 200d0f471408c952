/** What names of one organization have in common, however they are written. */
export function nameKey(name: string): string {
  return name.trim().replaceAll(/\s+/g, ' ').toLowerCase().slice(0, 200)
}
