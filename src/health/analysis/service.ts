import type { Context } from '../../platform/context.ts'
import { type Asked, askConfined, askForParquet, inspectQuestion } from '../../platform/facts/ask-confined.ts'
import { type Answer, mostRowsOfFile, type TableDescription } from './model.ts'
import { withSources } from './sources/service.ts'
import { factTables } from './tables/tables.ts'

const milliseconds = 30_000
const names = factTables.map(({ name }) => name)

export function getDictionary({ locale }: Pick<Context, 'locale'>): TableDescription[] {
  return factTables.map(({ name, meaning, source, columns }) => ({
    name,
    meaning: meaning[locale],
    source: source[locale],
    columns: columns.map(({ name, type, meaning, unit }) => ({
      name,
      type,
      meaning: meaning[locale],
      unit: unit?.[locale] ?? null,
    })),
  }))
}

/** Answers a question in SQL, over tables as this reader may see them. */
export function askFacts(ctx: Context, sql: string, mostRows: number): Promise<Answer> {
  return withQuestion(ctx, sql, question => askConfined(ctx.facts, { ...question, mostRows }))
}

export function askFactsForParquet(ctx: Context, sql: string): Promise<Buffer> {
  return withQuestion(ctx, sql, question => askForParquet(ctx.facts, { ...question, mostRows: mostRowsOfFile }))
}

/** Only the tables that it names are made, and only their files can be read. */
async function withQuestion<Result>(
  ctx: Context,
  sql: string,
  work: (question: Omit<Asked, 'mostRows'>) => Promise<Result>,
): Promise<Result> {
  const used = new Set(await inspectQuestion(sql, names))
  const tables = factTables.filter(({ name }) => used.has(name))
  return withSources(ctx, tables, sources => {
    const statements = tables.map(table => `create view "${table.name}" as ${table.sql(sources)}`)
    return work({ sql, tables: names, statements, files: filesIn(statements, ctx.facts.folder()), milliseconds })
  })
}

/** The files of facts that statements of ours name. */
function filesIn(statements: readonly string[], root: string): string[] {
  const literals = statements.flatMap(statement => statement.match(/'(?:[^']|'')*'/g) ?? [])
  const texts = literals.map(literal => literal.slice(1, -1).replaceAll("''", "'"))
  return [...new Set(texts.filter(text => text.startsWith(root) && text.endsWith('.parquet')))]
}
