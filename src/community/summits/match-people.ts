export interface Profile {
  id: string
  offers: string[]
  seeks: string[]
}

export interface Match {
  with: string
  /** What they offer that is sought, and what they seek that is offered. */
  learn: string[]
  teach: string[]
}

/** Who may help whom: a line that is sought and a line that is offered speak of the same when they share a telling word. */
export function matchPeople(people: readonly Profile[], most = 10): Map<string, Match[]> {
  const known = people.map(({ id, offers, seeks }) => ({ id, offers: offers.map(wordsOf), seeks: seeks.map(wordsOf) }))
  return new Map(
    known.map(one => {
      const matches = known.flatMap(other => {
        if (other.id === one.id) return []
        const learn = shared(one.seeks, other.offers)
        const teach = shared(other.seeks, one.offers)
        return learn.length + teach.length > 0 ? [{ with: other.id, learn, teach }] : []
      })
      const weight = ({ learn, teach }: Match) =>
        learn.length + teach.length + (learn.length > 0 && teach.length > 0 ? 1 : 0)
      const sorted = matches.sort((a, b) => weight(b) - weight(a) || (a.with < b.with ? -1 : 1))
      return [one.id, sorted.slice(0, most)]
    }),
  )
}

interface Line {
  text: string
  words: Set<string>
}

/** Latin words that tell something, and of Chinese each two signs that stand together. */
function wordsOf(text: string): Line {
  const plain = text.normalize('NFKC').toLowerCase()
  const latin = (plain.match(/[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N}+#.-]*/gu) ?? []).map(word =>
    word.replace(/[.-]+$/, ''),
  )
  const telling = latin.filter(word => word.length > 2 && !common.has(word)).map(word => word.replace(/(?<=...)s$/, ''))
  const han = (plain.match(/\p{Script=Han}{2,}/gu) ?? []).flatMap(run =>
    Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  )
  return { text, words: new Set([...telling, ...han.filter(pair => !common.has(pair))]) }
}

function shared(sought: readonly Line[], offered: readonly Line[]): string[] {
  const about = sought.filter(({ words }) => offered.some(offer => [...words].some(word => offer.words.has(word))))
  return about.map(({ text }) => text)
}

/** Words that nearly every line has, and that tell nothing. */
const common = new Set(
  'the and for with how our your from into about open source ospo office work working people help experience 开源 经验 如何 我们 帮助 工作 方面'.split(
    ' ',
  ),
)
