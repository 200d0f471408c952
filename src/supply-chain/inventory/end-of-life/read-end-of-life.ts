import { z } from 'zod'
import { parseCsv } from '../../../lib/csv/csv.ts'
import { explainUnfit } from '../../../lib/text/explain-unfit.ts'
import type { Text } from '../../../lib/text/text.ts'
import { EndOfLife, longAgo } from './model.ts'

export type EndsRead = { rules: EndOfLife[]; problems: Text[] }

const DateOrNot = z.union([z.iso.date(), z.boolean(), z.null()]).optional()

/** As https://endoflife.date/api/{product}.json answers: a list of cycles. */
const Cycles = z.array(
  z.looseObject({ cycle: z.union([z.string().min(1), z.number()]), eol: DateOrNot, support: DateOrNot }),
)

/** As its newer API answers: one product with releases, and by what it is known elsewhere. */
const ProductAnswer = z.looseObject({
  result: z.looseObject({
    name: z.string(),
    identifiers: z.array(z.looseObject({ type: z.string(), id: z.string() })).default([]),
    releases: z.array(
      z.looseObject({
        name: z.string().min(1),
        isEol: z.boolean().optional(),
        eolFrom: z.iso.date().nullable().optional(),
        eoasFrom: z.iso.date().nullable().optional(),
      }),
    ),
  }),
})

/** Reads CSV (package,versions,ends,support) or JSON of either shape of endoflife.date, which needs to be told the packages. */
export function readEndOfLife(text: string, { packages, source }: { packages: string[]; source: string }): EndsRead {
  if (!/^\s*[[{]/.test(text)) return readTable(text, source)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    return { rules: [], problems: [broken(source, { en: why, zh: why })] }
  }
  const cycles = Cycles.safeParse(json)
  if (cycles.success) return ofPackages(packages, source, cycles.data.map(ofCycle))
  const answer = ProductAnswer.safeParse(json)
  if (!answer.success) return { rules: [], problems: [broken(source, explainUnfit(ProductAnswer, json))] }
  const { identifiers, releases } = answer.data.result
  const known = identifiers.flatMap(({ type, id }) => (type === 'purl' ? [id.replace(/[@?#].*$/s, '')] : []))
  return ofPackages(packages.length > 0 ? packages : known, source, releases.map(ofRelease))
}

type Dates = Pick<EndOfLife, 'versions' | 'ends' | 'supportEnds'>

function ofCycle({ cycle, eol, support }: z.infer<typeof Cycles>[number]): Dates {
  return { versions: String(cycle), ends: dayOf(eol), supportEnds: dayOf(support) }
}

function ofRelease({
  name,
  isEol,
  eolFrom,
  eoasFrom,
}: z.infer<typeof ProductAnswer>['result']['releases'][number]): Dates {
  return { versions: name, ends: dayOf(eolFrom ?? isEol), supportEnds: dayOf(eoasFrom) }
}

/** `true`: it has ended, nobody says when; `false`: no end in sight. */
function dayOf(value: string | boolean | null | undefined): string | null {
  if (typeof value === 'string') return value
  return value === true ? longAgo : null
}

function ofPackages(packages: string[], source: string, dates: Dates[]): EndsRead {
  if (packages.length === 0) return { rules: [], problems: [noPackage(source)] }
  return { rules: packages.flatMap(key => dates.map(each => ({ package: key, source, ...each }))), problems: [] }
}

function readTable(text: string, source: string): EndsRead {
  const [head, ...rows] = parseCsv(text)
  const column = (...names: string[]) => head?.cells.findIndex(cell => names.includes(cell.trim().toLowerCase())) ?? -1
  const at = {
    package: column('package', 'purl'),
    versions: column('versions', 'cycle', 'range'),
    ends: column('ends', 'eol', 'end_of_life'),
    support: column('support', 'support_ends'),
  }
  if (at.package === -1 || at.ends === -1) return { rules: [], problems: [noHead(source)] }
  const read: EndsRead = { rules: [], problems: [] }
  for (const { line, cells } of rows) {
    const cell = (index: number) => cells[index]?.trim() ?? ''
    const rule = EndOfLife.safeParse({
      package: cell(at.package).replace(/[@?#].*$/s, ''),
      versions: cell(at.versions) || '*',
      ends: dayOfCell(cell(at.ends)),
      supportEnds: cell(at.support) || null,
      source,
    })
    if (rule.success) read.rules.push(rule.data)
    else read.problems.push(badLine(source, line))
  }
  return read
}

function dayOfCell(cell: string): string | null {
  if (cell === '' || cell === 'false') return null
  return cell === 'true' ? longAgo : cell
}

function broken(source: string, why: Text): Text {
  return {
    en: `${source} is neither CSV nor JSON as endoflife.date gives it (${why.en})`,
    zh: `${source} 既不是 CSV，也不是 endoflife.date 格式的 JSON（${why.zh}）`,
  }
}

function noPackage(source: string): Text {
  return {
    en: `${source} does not say which packages it is about: name them with --package`,
    zh: `${source} 未说明涉及哪些软件包：请用 --package 指定`,
  }
}

function noHead(source: string): Text {
  return {
    en: `${source} needs a first line with package,versions,ends (and support)`,
    zh: `${source} 的首行应为 package,versions,ends（以及 support）`,
  }
}

function badLine(source: string, line: number): Text {
  return {
    en: `${source}:${line}: give a package, versions, and days as 2027-04-30`,
    zh: `${source}:${line}：请给出软件包、版本，以及形如 2027-04-30 的日期`,
  }
}
