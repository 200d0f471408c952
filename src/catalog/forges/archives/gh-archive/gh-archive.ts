import { isRecord } from '../../../../lib/json/untrusted.ts'
import type { ArchiveFile, ArchiveHint, ArchiveProblem, ForgeArchive } from '../../forge.ts'
import type { ForgeRecord } from '../../records.ts'
import { jsonValues } from '../json-values.ts'
import { partly } from '../messages.ts'
import { problemAt } from '../problem.ts'
import { repositoryOf } from './archive-event.ts'
import { chosenLines } from './chosen-lines.ts'
import { readEvent } from './read-event.ts'

/**
 * An hour of what happened on GitHub, as GH Archive keeps it: an event a line, or in its oldest files one behind the other.
 * Of an hour little is meant: only lines that name a repository that is, are read.
 */
export const ghArchive: ForgeArchive = {
  name: 'gh-archive',
  holdsSeveral: true,
  tellsInPart: true,
  recognizes: (_name, beginning) =>
    /^\s*\{/.test(beginning) &&
    /"type":\s*"[A-Z]\w+Event"/.test(beginning) &&
    /"(?:repo|repository|actor)":/.test(beginning),
  hostIn: () => 'github.com',
  read: readHour,
}

async function* readHour(
  pieces: AsyncIterable<Uint8Array>,
  { repositories }: ArchiveFile,
): AsyncGenerator<ForgeRecord | ArchiveProblem | ArchiveHint> {
  const chosen = new Set(repositories)
  let isPartly = false
  for await (const { line, text } of chosenLines(pieces, repositories)) {
    if (text === undefined) yield problemAt(line, 'tooLong')
    else
      for await (const one of readLine(text, line, chosen)) {
        isPartly ||= 'at' in one && one.at >= wholeUntil
        yield one
      }
  }
  if (isPartly) yield { record: 'hint', text: partly }
}

const wholeUntil = '2025-05-25'

async function* readLine(bytes: Buffer, line: number, chosen: ReadonlySet<string>) {
  const event = parse(bytes.toString('utf8'))
  if (isRecord(event)) return yield* readChosen(event, chosen)
  for await (const found of jsonValues(only(bytes))) {
    if ('problem' in found) yield problemAt(line, 'notJson')
    else if (isRecord(found.value)) yield* readChosen(found.value, chosen)
  }
}

function readChosen(event: Record<string, unknown>, chosen: ReadonlySet<string>): ForgeRecord[] {
  const isMeant = chosen.size === 0 || chosen.has(repositoryOf(event)?.toLowerCase() ?? '')
  return isMeant ? readEvent(event) : []
}

async function* only(bytes: Buffer) {
  yield bytes
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
