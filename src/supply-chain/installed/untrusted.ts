import { readJson } from '../../lib/json/read-json.ts'

/** Values out of someone else's file, read as what they ought to be: what is of another kind counts as absent. */

export function recordIn(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

export function listIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

export function textsInList(value: unknown): string[] {
  return listIn(value).flatMap(entry => textIn(entry) ?? [])
}

/** Throws a SyntaxError with the line. What is only unusual, a key that is there twice, is read as everybody reads it. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text)
  } catch (error) {
    const read = readJson(text)
    if ('problem' in read) throw new SyntaxError(`${read.problem.en} (line ${read.line})`)
    throw error
  }
}
