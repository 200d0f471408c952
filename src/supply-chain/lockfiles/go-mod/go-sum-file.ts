import type { GoModule } from './go-mod-file.ts'

export interface GoSum extends GoModule {
  isOfGoModOnly: boolean
  /** From 1. */
  line: number
}

const linePattern = /^(\S+) (v[^\s/]+)(\/go\.mod)? h\d+:\S+$/

export function isGoSum(text: string): boolean {
  const first = text.trimStart()
  const end = first.search(/[\r\n]/)
  return first === '' || linePattern.test(end < 0 ? first.trimEnd() : first.slice(0, end).trimEnd())
}

/** Throws a SyntaxError with the line. */
export function parseGoSum(text: string): GoSum[] {
  return text.split(/\r\n|\r|\n/).flatMap((content, index) => {
    if (content.trim() === '') return []
    const [, path, version, goMod] = linePattern.exec(content.trim()) ?? []
    if (!path || !version) throw new SyntaxError(`This is no line of a go.sum (line ${index + 1})`)
    return [{ path, version, isOfGoModOnly: goMod !== undefined, line: index + 1 }]
  })
}
