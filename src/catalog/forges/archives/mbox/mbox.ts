import type { ArchiveProblem, ForgeArchive } from '../../forge.ts'
import type { ForgeRecord } from '../../records.ts'
import { problemAt } from '../problem.ts'
import { readMail } from './mail.ts'
import { Threads } from './read-thread.ts'
import { splitMessages } from './split-messages.ts'

/** A mailing list as Mailman, public-inbox and mail programs keep it: mboxrd, mboxo, MMDF, or a single message. */
export const mbox: ForgeArchive = {
  name: 'mbox',
  hangsTogether: true,
  recognizes: (_name, beginning) =>
    /^\s*From \S.*\d\d:\d\d.*\d{4}.*\r?\n(?:[!-9;-~]+:|>From )/.test(beginning) ||
    beginning.startsWith('\u0001\u0001\u0001\u0001') ||
    /^(?:Return-Path|Received|Date|From|Message-ID|Delivered-To|MIME-Version|Subject):.*\r?\n(?:[!-9;-~]+:|[ \t])/i.test(
      beginning,
    ),
  hostIn: beginning =>
    /^List-Post:\s*<mailto:([^>\s]+)>/im.exec(beginning)?.[1]?.toLowerCase() ??
    /^(?:X-)?Mailing-List:\s*(?:list\s+)?([^\s;]+@[^\s;]+)/im.exec(beginning)?.[1]?.toLowerCase() ??
    /^List-I[Dd]:[^<\r\n]*(?:\r?\n[ \t][^<\r\n]*)?<([^>\s]+)>/m.exec(beginning)?.[1]?.toLowerCase(),
  read: readMails,
}

async function* readMails(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<ForgeRecord | ArchiveProblem> {
  const threads = new Threads()
  for await (const raw of splitMessages(pieces)) {
    const mail = readMail(raw)
    if (mail) yield* threads.read(mail)
    else yield problemAt(raw.line, 'noDate')
  }
}
