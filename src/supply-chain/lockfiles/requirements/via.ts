import { normalizePythonName } from '../python-package-url.ts'
import type { RequirementLine } from './requirement-lines.ts'

/** Who asked for a package, as pip-compile and uv write it in comments behind the package or below it. */
export interface Askers {
  /** The project, by one of its own files: `-r requirements.in`, `my-project (pyproject.toml)`. */
  project: boolean
  /** Other packages, by normalized name. */
  packages: string[]
}

/** Collects `# via a, b`, and `# via` with a comment line an asker below. */
export function createViaReader(): { read(line: RequirementLine): Askers | undefined } {
  let isOpen = false
  return {
    read: ({ content, comment }) => {
      const [, behind] = /^via\b(.*)$/s.exec(comment) ?? []
      const isBelow = isOpen && content === '' && comment !== '' && behind === undefined
      isOpen = behind !== undefined || isBelow
      if (behind === undefined && !isBelow) return undefined
      return sortAskers(splitAskers(behind ?? comment))
    },
  }
}

/** A constraint asks for nothing: it only bounds what others ask for. */
function sortAskers(askers: readonly string[]): Askers {
  const isOwnFile = (asker: string) => asker.startsWith('-') || asker.endsWith(')')
  const isConstraint = (asker: string) => /^(-c|--constraints?|--overrides?)\b/.test(asker)
  return {
    project: askers.some(asker => isOwnFile(asker) && !isConstraint(asker)),
    packages: askers.filter(asker => !isOwnFile(asker)).map(normalizePythonName),
  }
}

function splitAskers(text: string): string[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)
}
