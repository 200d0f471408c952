/** Names that our own addresses use below `/projects/`. */
const reserved = new Set(['new'])

/**
 * A short name for a folder, of letters, digits, dots and dashes, that no other project has. The folders above it tell
 * two of the same name apart before a number does.
 */
export function slugFor(path: string, isTaken: (slug: string) => boolean): string {
  const names = path.split('/').filter(Boolean).map(slug).filter(Boolean)
  for (let length = 1; length <= Math.min(3, names.length); length++) {
    const candidate = names.slice(-length).join('-')
    if (!isTaken(candidate) && !reserved.has(candidate)) return candidate
  }
  const stem = names.at(-1) ?? 'project'
  let number = 2
  while (isTaken(`${stem}-${number}`)) number++
  return `${stem}-${number}`
}

function slug(name: string) {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\.git$/, '')
    .replaceAll(/[^\p{L}\p{N}.]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, 60)
}
