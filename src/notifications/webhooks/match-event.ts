import { z } from 'zod'

/** `request.decided` itself, `request.*` for all that begin so, `*` for all. A star in the middle stands for one word. */
export const EventPattern = z
  .string()
  .max(100)
  .regex(/^([a-z0-9-]+|\*)(\.([a-z0-9-]+|\*))*$/)

export function matchesEvent(pattern: string, event: string): boolean {
  const wanted = pattern.split('.')
  const words = event.split('.')
  const isOpen = wanted.at(-1) === '*'
  if (isOpen ? words.length < wanted.length : words.length !== wanted.length) return false
  return wanted.every((word, i) => word === '*' || word === words[i])
}
