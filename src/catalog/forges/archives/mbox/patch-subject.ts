/** What the subject of a mail says that it is. */
export interface Subject {
  isReply: boolean
  /** Without marks of replies. */
  title: string
  /** Also without those of lists: what mails of one thread have in common. */
  topic: string
  patch: { version: number; part: number; of: number } | undefined
}

const reply = /^(?:\[[^\]]*\]\s*)?(?:re|aw|sv|vs|antw|回复|答复|回覆)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*/i

export function readSubject(subject: string): Subject {
  const isReply = reply.test(subject)
  let title = subject.trim()
  while (reply.test(title)) title = title.replace(reply, '')
  const topic = title.toLowerCase().slice(0, 200)
  const mark = /\[([^\]]*\bPATCH(?:es)?\b[^\]]*)\]/i.exec(title)?.[1]
  if (mark === undefined) return { isReply, title, topic, patch: undefined }
  const [, part = '1', of = '1'] = /(\d+)\s*(?:\/|of)\s*(\d+)/i.exec(mark) ?? []
  const version = Number(/\bv\s?(\d{1,3})\b/i.exec(mark)?.[1] ?? 1)
  return { isReply, title, topic, patch: { version, part: Number(part), of: Number(of) } }
}
