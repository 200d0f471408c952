import { fillInVariables, readImage, warnOfImage } from '../image-package-url.ts'
import { type Asked, listAsked, type Warning } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { withoutByteOrderMark } from '../untrusted.ts'
import { type Instruction, readInstructions } from './instructions.ts'

/** Dockerfile and Containerfile: the images that they begin from and copy from. */
export const dockerfile: LockfileReader = {
  name: 'dockerfile',
  reads: path =>
    /(^|\/)((Dockerfile|Containerfile)(\.[^/]+)?|[^/]+\.(Dockerfile|Containerfile)|(.*\.)?(dockerfile|containerfile))$/.test(
      path,
    ) && !/\.(bak|dockerignore|eex|ejs|erb|hbs|in|j2|jinja|md|orig|rst|sh|swp|template|tmpl|tt|txt)$/.test(path),
  read,
}

interface Stage {
  name: string
  /** What it begins from: an image or an earlier stage. */
  base: Use
  copies: Use[]
}

interface Use {
  reference: string
  line: number
}

function read(text: string): Inventory {
  const { stages, tools } = readStages(withoutByteOrderMark(text))
  if (stages.length === 0) throw new SyntaxError('This is no Dockerfile: it has no FROM')
  const shipped = findShipped(stages)
  const asked: Asked[] = []
  const warnings: Warning[] = []
  const list = ({ reference, line }: Use, scope: Asked['scope']) => {
    const image = readImage(reference)
    if (image) asked.push({ ...image, scope })
    else if (reference !== 'scratch') warnings.push(warnOfImage(reference, line))
  }
  for (const [index, stage] of stages.entries())
    for (const use of [stage.base, ...stage.copies])
      if (findStage(stages.slice(0, index), use.reference) < 0 && use.reference !== 'scratch')
        list(use, shipped.has(index) ? 'runtime' : 'development')
  for (const tool of tools) list(tool, 'development')
  return listAsked(asked, warnings)
}

/** Arguments before the first stage have a say in what stages begin from. `# syntax=` names the image that builds. */
function readStages(text: string): { stages: Stage[]; tools: Use[] } {
  const stages: Stage[] = []
  const variables = new Map<string, string>()
  const [, syntax] = /^#\s*syntax\s*=\s*(\S+)/i.exec(text) ?? []
  for (const instruction of readInstructions(text)) {
    const { name, words, flags, line } = instruction
    const from = flags.get('from') ?? findMount(instruction)
    if (name === 'ARG' && stages.length === 0) for (const word of words) setVariable(variables, word)
    if (name === 'FROM') stages.push(readStage(instruction, variables))
    else if (from && !/^\d+$/.test(from))
      stages.at(-1)?.copies.push({ reference: fillInVariables(from, variables), line })
  }
  return { stages, tools: syntax ? [{ reference: syntax, line: 1 }] : [] }
}

function setVariable(variables: Map<string, string>, word: string) {
  const [, name, value] = /^(\w+)=(.*)$/s.exec(word) ?? []
  if (name)
    variables.set(name, fillInVariables((value ?? '').replace(/^(["'])(.*)\1$/s, '$2'), variables).slice(0, 300))
}

function readStage({ words, line }: Instruction, variables: ReadonlyMap<string, string>): Stage {
  const [image, as, name] = words
  if (!image) throw new SyntaxError(`FROM names no image (line ${line})`)
  const reference = fillInVariables(image.replace(/^(["'])(.*)\1$/, '$2'), variables)
  return { name: as?.toUpperCase() === 'AS' ? (name ?? '') : '', base: { reference, line }, copies: [] }
}

/** `RUN --mount=type=bind,from=image`. */
function findMount({ flags }: Instruction): string | undefined {
  return /(?:^|,)from=([^,]+)/.exec(flags.get('mount') ?? '')?.[1]
}

function findStage(stages: readonly Stage[], reference: string): number {
  return stages.findLastIndex(({ name }) => name !== '' && name.toLowerCase() === reference.toLowerCase())
}

/** The last stage is what is shipped, and what it stands on. */
function findShipped(stages: readonly Stage[]): Set<number> {
  const shipped = new Set<number>()
  for (let index = stages.length - 1; index >= 0; ) {
    shipped.add(index)
    index = findStage(stages.slice(0, index), stages[index]?.base.reference ?? '')
  }
  return shipped
}
