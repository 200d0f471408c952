import type { Maker } from './package-metadata.ts'
import { recordIn, textIn } from './untrusted.ts'

const most = 10
const longest = 200

/** Who makes a package, by any of the ways to say so; undefined where nobody is named. */
export function toldMakers(...said: unknown[]): { makers?: Maker[] } {
  const makers = new Map<string, Maker>()
  for (const maker of said.flat().flatMap(readMaker)) makers.set(maker.name, makers.get(maker.name) ?? maker)
  return makers.size === 0 ? {} : { makers: [...makers.values()].slice(0, most) }
}

/** Names apart by commas, as some registries have them. */
export function splitNames(said: unknown): string[] {
  return (textIn(said) ?? '').split(/\s*,\s*/).filter(name => name !== '')
}

/** `Harbor <mail@harbor.example> (https://harbor.example)`, or a record of these. */
function readMaker(said: unknown): Maker[] {
  const record = recordIn(said)
  const [, plain = '', mail, address] =
    /^([^<(]{0,500})(?:<([^<>]{0,500})>)?\s*(?:\(([^()]{0,500})\))?/.exec(textIn(said) ?? '') ?? []
  const email = textIn(record['email']) ?? mail?.trim()
  const name = (textIn(record['name']) ?? textIn(record['username']) ?? plain.trim()) || email
  const url = textIn(record['url']) ?? textIn(record['homepage']) ?? address?.trim()
  if (!name) return []
  return [
    {
      name: name.slice(0, longest),
      ...(email && /^[^\s@]+@[^\s@]+$/.test(email) && { email: email.slice(0, longest) }),
      ...(url && /^https?:\/\/\S+$/.test(url) && { url: url.slice(0, longest) }),
    },
  ]
}
