import { parseCsv } from '../../lib/csv/csv.ts'
import { checkIdentity } from './check-identity.ts'
import { type LineProblem, NewIdentity } from './model.ts'

export interface IdentityLine {
  line: number
  /** Id, sign-in name or e-mail, as the file has it. */
  account: string
  identity: NewIdentity
}

const columns = ['account', 'kind', 'host', 'value', 'since', 'until'] as const
type ColumnName = (typeof columns)[number]

const mostProblems = 100

/** Reads a table of identities, whose first line names the columns; host, since and until may be missing. */
export function readIdentities(csv: string): { lines: IdentityLine[]; problems: LineProblem[] } {
  const [heading, ...rows] = parseCsv(csv)
  const names = (heading?.cells ?? []).map(name => name.trim().toLowerCase())
  const missing = (['account', 'kind', 'value'] as const).filter(name => !names.includes(name))
  if (missing.length > 0) return { lines: [], problems: [noColumns(missing)] }

  const lines: IdentityLine[] = []
  const problems: LineProblem[] = []
  for (const { line, cells } of rows) {
    const cell = (name: ColumnName) => cells[names.indexOf(name)]?.trim() ?? ''
    const found = readLine(line, cell)
    if ('problem' in found) problems.push(found)
    else lines.push(found)
    if (problems.length === mostProblems) break
  }
  return { lines, problems }
}

function readLine(line: number, cell: (name: ColumnName) => string): IdentityLine | LineProblem {
  const account = cell('account')
  if (account === '') return { line, problem: { en: 'It names no account', zh: '没有指明账户' } }
  const parsed = NewIdentity.safeParse({
    kind: cell('kind').toLowerCase(),
    host: cell('host'),
    value: cell('value'),
    since: cell('since') || null,
    until: cell('until') || null,
  })
  if (!parsed.success) return { line, problem: problemWith(String(parsed.error.issues[0]?.path[0] ?? '')) }
  const checked = checkIdentity(parsed.data)
  return 'problem' in checked ? { line, problem: checked.problem } : { line, account, identity: checked.identity }
}

function problemWith(column: string) {
  const wanted = {
    kind: { en: 'email or login', zh: 'email 或 login' },
    since: { en: 'a day like 2026-01-31, or nothing', zh: '形如 2026-01-31 的日期，或留空' },
    until: { en: 'a day like 2026-01-31, or nothing', zh: '形如 2026-01-31 的日期，或留空' },
  }[column] ?? { en: 'from 1 to 320 characters', zh: '1 至 320 个字符' }
  return { en: `${column} must be ${wanted.en}`, zh: `${column} 必须是${wanted.zh}` }
}

function noColumns(missing: readonly string[]): LineProblem {
  const [wanted, lacking] = [columns.join(','), missing.join(', ')]
  return {
    line: 1,
    problem: {
      en: `The first line must name the columns ${wanted}; it lacks ${lacking}`,
      zh: `第一行必须写明各列 ${wanted}；缺少 ${lacking}`,
    },
  }
}
