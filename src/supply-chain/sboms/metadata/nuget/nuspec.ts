import { readElements } from '../elements.ts'

/** Where a nuspec says that the source is. Throws a SyntaxError with the line. */
export function repositoryInNuspec(text: string): string | undefined {
  let found: string | undefined
  readElements(text, (path, _, { url }) => {
    if (path === 'package/metadata/repository') found = url?.trim() || undefined
  })
  return found
}
