import type { ForgeAnswer } from '../forge.ts'

/** Gerrit puts a line before its JSON, which makes it no script. */
export function parseAnswer(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\)\]\}'\s*/, ''))
  } catch {
    return undefined
  }
}

/** Undefined of what is not there for us. */
export function answerOf(
  status: number,
  json: unknown,
  next: string | undefined,
  headers: ForgeAnswer['headers'],
): ForgeAnswer {
  return { json: status === 200 ? json : undefined, next: status === 200 ? next : undefined, headers }
}

export function instantOf(date: string | null): string | undefined {
  const time = Date.parse(date ?? '')
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
