import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import type { Text } from '../text/text.ts'

/** A document of a known shape that a person wrote, and where its parts stand; or what is wrong with it, and where. */
export type YamlReading<Value> = { value: Value; lineOf(path: readonly PropertyKey[]): number } | { problem: Text }

const longest = 1024 * 1024

/**
 * Reads YAML 1.2 or JSON of at most 1 MiB. `name` is what to call it in what is said of it: a file's name. Aliases are
 * refused, for they could unfold without end; so is what nests too deeply.
 */
export function readYaml<Schema extends z.ZodType>(
  source: string,
  name: string,
  schema: Schema,
): YamlReading<z.output<Schema>> {
  if (source.length > longest) return yamlProblem(name, 1, { en: 'longer than 1 MiB', zh: '超过 1 MiB' })
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true })
  const [error] = document.errors
  if (error) return notYaml(name, lines.linePos(error.pos[0]).line, error.message)

  const lineOf = (path: readonly PropertyKey[]) => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true)
      if (node && typeof node === 'object' && 'range' in node && Array.isArray(node.range))
        return lines.linePos(Number(node.range[0])).line
    }
    return 1
  }
  const plain = toPlain(document)
  if (plain === undefined)
    return yamlProblem(name, 1, { en: 'an alias (*name) has no place here', zh: '此处不能使用别名（*name）' })
  const parsed = schema.safeParse(plain)
  if (parsed.success) return { value: parsed.data, lineOf }
  return explain(name, schema, plain, parsed.error.issues[0], lineOf)
}

export function yamlProblem(name: string, line: number, { en, zh }: Text): { problem: Text } {
  return { problem: { en: `${name}:${line}: ${en}`, zh: `${name}:${line}：${zh}` } }
}

/** The parser is recursive, so that nesting without end is its stack's end. */
function notYaml(name: string, line: number, message: string) {
  if (/call stack/.test(message)) return yamlProblem(name, line, { en: 'nested too deeply', zh: '嵌套过深' })
  const [why = ''] = message.split(' at line')
  return yamlProblem(name, line, { en: `neither YAML nor JSON: ${why}`, zh: `既不是 YAML 也不是 JSON：${why}` })
}

function toPlain(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch {
    return undefined
  }
}

function explain(
  name: string,
  schema: z.ZodType,
  plain: unknown,
  issue: z.core.$ZodIssue | undefined,
  lineOf: (path: readonly PropertyKey[]) => number,
) {
  const where = issue?.path.map(String).join('.')
  const why = issue?.message ?? 'invalid'
  const chinese = schema.safeParse(plain, { error: z.locales.zhCN().localeError })
  const whyInChinese = chinese.error?.issues[0]?.message ?? why
  const [en, zh] = where ? [`${where}: ${why}`, `${where}：${whyInChinese}`] : [why, whyInChinese]
  return yamlProblem(name, lineOf(issue?.path ?? []), { en, zh })
}
