/** What the subject of a mail says that it is. */
export interface Subject {
  isReply: boolean
  /** Without marks of replies. */
  title: string
  /** What mails of one thread have in common, the surest first: a list may put its mark before that of a reply. */
  topics: string[]
  patch: { version: number; part: number; of: number } | undefined
}

const reply = /^(\[[^\]]*\]\s*)?(?:re|aw|sv|vs|antw|回复|答复|回覆)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*/i

export function readSubject(subject: string): Subject {
  const isReply = reply.test(subject)
  let title = subject.trim()
  while (reply.test(title)) title = title.replace(reply, '')
  const tag = reply.exec(subject.trim())?.[1]?.trim()
  const topics = [...(tag === undefined ? [] : [`${tag} ${title}`]), title].map(topicOf)
  const mark = /\[([^\]]*\bPATCH(?:es)?\b[^\]]*)\]/i.exec(title)?.[1]
  if (mark === undefined) return { isReply, title, topics, patch: undefined }
  const [, part = '1', of = '1'] = /(\d+)\s*(?:\/|of)\s*(\d+)/i.exec(mark) ?? []
  const version = Number(/\bv\s?(\d{1,3})\b/i.exec(mark)?.[1] ?? 1)
  return { isReply, title, topics, patch: { version, part: Number(part), of: Number(of) } }
}

function topicOf(text: string): string {
  return text.toLowerCase().slice(0, 200)
}
