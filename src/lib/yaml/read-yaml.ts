import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { explainUnfit } from '../text/explain-unfit.ts'
import type { Text } from '../text/text.ts'
import { findTrouble, findTwice, tooDeep } from './find-trouble.ts'

/** A document of a known shape that a person wrote, and where its parts stand; or what is wrong with it, and where. */
export type YamlReading<Value> = { value: Value; lineOf(path: readonly PropertyKey[]): number } | { problem: Text }

/** What is wrong with a document of the right shape, and at which of its parts. */
export interface YamlProblem {
  path: readonly PropertyKey[]
  problem: Text
}

const longest = 1024 * 1024

/**
 * Reads YAML 1.2 or JSON of at most 1 MiB. `name` is what to call it in what is said of it: a file's name. Aliases are
 * refused, for they could unfold without end; so are tags, keys that are there twice, and what nests too deeply. `check`
 * holds the value to what a shape cannot say.
 */
export function readYaml<Schema extends z.ZodType>(
  source: string,
  name: string,
  schema: Schema,
  check?: (value: z.output<Schema>) => Iterable<YamlProblem>,
): YamlReading<z.output<Schema>> {
  if (source.length > longest) return yamlProblem(name, 1, { en: 'longer than 1 MiB', zh: '超过 1 MiB' })
  const trouble = findTrouble(source)
  if (trouble) return yamlProblem(name, trouble.line, trouble.problem)
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: false, logLevel: 'error' })
  const [error] = document.errors
  if (error) return notYaml(name, lines.linePos(error.pos[0]).line, error.message)
  const twice = findTwice(document)
  if (twice) return thereTwice(name, lines.linePos(twice.offset).line, twice.key)

  const lineOf = (path: readonly PropertyKey[]) => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true)
      if (node && typeof node === 'object' && 'range' in node && Array.isArray(node.range))
        return lines.linePos(Number(node.range[0])).line
    }
    return 1
  }
  const plain: unknown = document.toJS({ maxAliasCount: 0 })
  const parsed = schema.safeParse(plain)
  if (parsed.success) {
    for (const { path, problem } of check?.(parsed.data) ?? []) return yamlProblem(name, lineOf(path), problem)
    return { value: parsed.data, lineOf }
  }
  return yamlProblem(name, lineOf(parsed.error.issues[0]?.path ?? []), explainUnfit(schema, plain, 1))
}

function yamlProblem(name: string, line: number, { en, zh }: Text): { problem: Text } {
  return { problem: { en: `${name}:${line}: ${en}`, zh: `${name}:${line}：${zh}` } }
}

/** The parser is recursive, so that nesting without end is its stack's end. */
function notYaml(name: string, line: number, message: string) {
  if (/call stack/.test(message)) return yamlProblem(name, line, tooDeep)
  const [why = ''] = message.split(' at line')
  return yamlProblem(name, line, { en: `neither YAML nor JSON: ${why}`, zh: `既不是 YAML 也不是 JSON：${why}` })
}

function thereTwice(name: string, line: number, key: string) {
  const shown = key.slice(0, 60)
  return yamlProblem(name, line, { en: `${shown} is there twice`, zh: `${shown} 出现了两次` })
}
