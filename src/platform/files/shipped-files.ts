import { readdir, readFile } from 'node:fs/promises'

/** The texts that the program brings along in a folder, by file name without its ending. */
export async function readShippedFiles(folder: URL, ending: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter(name => name.endsWith(ending)).sort()
  const texts = names.map(async name => {
    const text = await readFile(new URL(name, folder), 'utf8')
    return [name.slice(0, -ending.length), text] as const
  })
  return new Map(await Promise.all(texts))
}
