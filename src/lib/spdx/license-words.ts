/**
 * A text as the SPDX matching guidelines compare it (SPDX 3.0.1 annex C): words without case, punctuation, comment marks,
 * bullets, separators, markup, placeholders and copyright notices, each in one spelling. A word is a hash of its letters.
 */
export interface LicenseWords {
  words: Int32Array
  /** Offset in the text of each word. */
  offsets: Int32Array
}

const hashSeed = 0x811c9dc5 | 0
const hashPrime = 0x01000193

/** Hash of a word in lowercase (FNV-1a). One that is continued gives the hash of both words written as one. */
export function hashWord(letters: string, hash: number = hashSeed): number {
  let result = hash
  for (let index = 0; index < letters.length; index++) result = step(result, letters.charCodeAt(index))
  return result
}

function step(hash: number, code: number): number {
  return Math.imul(hash ^ code, hashPrime)
}

/** Reads in linear time whatever the text. */
export function readWords(text: string): LicenseWords {
  const lowercase = text.toLowerCase()
  // Between two words stands another character, but not between ideographs.
  const most = /[\u3040-\ud7ff\uf900-\ufaff]/.test(text) ? text.length : (text.length >> 1) + 1
  const reader: Reader = {
    original: text,
    // A few letters change length with their case, and offsets matter more.
    text: lowercase.length === text.length ? lowercase : text,
    words: new Int32Array(most),
    offsets: new Int32Array(most),
    count: 0,
  }
  for (let from = 0; from < text.length; ) {
    const newline = text.indexOf('\n', from)
    const to = newline < 0 ? text.length : newline
    readLine(reader, from, to)
    from = to + 1
  }
  return { words: reader.words.slice(0, reader.count), offsets: reader.offsets.slice(0, reader.count) }
}

interface Reader {
  original: string
  /** In lowercase. */
  text: string
  words: Int32Array
  offsets: Int32Array
  count: number
}

/** Comment marks, quotes, rulers. */
const lineMarks = /[ \t\r\f\v\u00a0*/#;%!|>~=_+"'`\\-]*/y
const bullet = /(?:[•·o]|\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-z]|[ivx]{1,5})[.):\]]|\d{1,3}(?:\.\d{1,3}){1,4})[ \t]/y

function readLine(reader: Reader, from: number, to: number) {
  let at = Math.min(endOf(lineMarks, reader.text, from), to)
  at = endOfCopyright(reader.original, at, to)
  at = Math.min(endOf(bullet, reader.text, at), to)
  while (at < to) at = readNext(reader, at, to)
}

/** Where a match of the sticky pattern that starts at `from` ends; `from` when there is none. */
function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex : from
}

/** A notice has a sign, a year, a placeholder or a name after the word; "copyright holders" and the like are no notice. */
const copyrightNotice =
  /(?:(?:portions|some parts|changes|original version|derivative work)[^\n]{0,40}? )?(?:(?:copyright|\(c\)|©|copr\.)[ \t:,]*(?:by |\(c\)|©|copyright|[[<{$]|\d{4}))/iy
const copyrightName =
  /Copyright:? (?!(?:Holder|Owner|Law|License|Licence|Notice|Act|Treaty|Directive|Right|Statement|Grant|Infring|Material|Disclaimer|And)s?)[A-Z][\w.-]*[, ]/y
const allRightsReserved = /all rights reserved\b/iy

function endOfCopyright(text: string, from: number, to: number): number {
  const isNotice = endOf(copyrightNotice, text, from) > from || endOf(copyrightName, text, from) > from
  if (!isNotice) return Math.min(endOf(allRightsReserved, text, from), to)
  const line = text.slice(from, Math.min(to, from + 400))
  const reserved = /all rights reserved[.,;]?/i.exec(line)
  if (reserved) return from + reserved.index + reserved[0].length
  const isShort = to - from <= 200
  const sentence = isShort ? -1 : line.indexOf('. ')
  return sentence < 0 ? to : from + sentence + 1
}

const wordKind = 1
const ideographKind = 2

function readNext(reader: Reader, at: number, to: number): number {
  const code = reader.text.charCodeAt(at)
  const kind = kindOf(code)
  if (kind === wordKind) return readWord(reader, at, to)
  if (kind === ideographKind) {
    push(reader, step(hashSeed, code), at)
    return at + 1
  }
  return skipMark(reader, code, at, to)
}

function kindOf(code: number): number {
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) ? wordKind : 0
  if (code < 0xc0 || code === 0xd7 || code === 0xf7) return 0
  if (code < 0x2000) return wordKind
  if (code < 0x3040) return 0
  return code < 0xd800 || (code >= 0xf900 && code < 0xfb00) ? ideographKind : 0
}

function readWord(reader: Reader, from: number, to: number): number {
  const { text } = reader
  // "sub license" and "non-infringing" are also written as one word.
  const previous = reader.words[reader.count - 1]
  const isContinued = reader.count > 0 && (previous === sub || previous === non)
  let hash = isContinued ? (previous ?? hashSeed) : hashSeed
  let at = from
  for (let code = text.charCodeAt(at); at < to && kindOf(code) === wordKind; code = text.charCodeAt(++at)) {
    hash = step(hash, code)
  }
  if (isContinued) reader.words[reader.count - 1] = variants.get(hash) ?? hash
  else push(reader, hash, from)
  return at
}

function push(reader: Reader, hash: number, offset: number) {
  if (ignored.has(hash)) return
  let word = variants.get(hash) ?? hash
  const previous = reader.words[reader.count - 1]
  // "and/or" and "and" are one.
  if (word === or && previous === and) return
  if (previous === copyright) word = holders.get(word) ?? word
  reader.words[reader.count] = word
  reader.offsets[reader.count++] = offset
}

/** `<year>`, `<p>`, `</b>`: not addresses in angle brackets. */
const angles = /<\/?[a-z!?$][^<>\n]{0,120}>/y
const address = /<(?:mailto:)?\w[^<> \n]*[:@.][^<> \n]*>/y
const squares =
  /\[(?:year|yyyy|name|owner|full ?name|copyright|project|author|organi[sz]ation|date|insert|your)[^[\]\n]{0,80}\]/y
const braces = /\$?\{{1,2}[^{}\n]{0,60}\}{1,2}/y
const entity = /&#?\w{1,8};/y
/** `(a)`, `(iv)`, `(2)`: an item in a running text; not the `(s)` of `holder(s)`. */
const enumerator = /\((?:[a-z]|[ivx]{1,5}|\d{1,2})\)/y
/** The address of a Markdown link. */
const linkTarget = /\]\([^()\s]{1,300}\)/y

function skipMark(reader: Reader, code: number, at: number, to: number): number {
  const { text } = reader
  if (code === 0x3c) return endOf(address, text, at) > at ? at + 1 : atLeastNext(endOf(angles, text, at), at, to)
  if (code === 0x5b) return atLeastNext(endOf(squares, text, at), at, to)
  if (code === 0x5d) return atLeastNext(endOf(linkTarget, text, at), at, to)
  if (code === 0x7b || code === 0x24) return atLeastNext(endOf(braces, text, at), at, to)
  if (code === 0x28 && (at === 0 || kindOf(text.charCodeAt(at - 1)) === 0)) {
    return atLeastNext(endOf(enumerator, text, at), at, to)
  }
  if (code !== 0x26) return at + 1
  const end = endOf(entity, text, at)
  if (end === at) push(reader, and, at)
  return atLeastNext(end, at, to)
}

function atLeastNext(end: number, at: number, to: number): number {
  return Math.min(Math.max(end, at + 1), to)
}

const copyright = hashWord('copyright')
const and = hashWord('and')
const or = hashWord('or')
const sub = hashWord('sub')
const non = hashWord('non')
/** The protocol of an address, and a comment mark that is a word. */
const ignored = new Set(['http', 'https', 'dnl', 'rem'].map(word => hashWord(word)))
const holders = new Map([
  [hashWord('owner'), hashWord('holder')],
  [hashWord('owners'), hashWord('holders')],
])

/**
 * Spellings that the SPDX License List takes for the same (its equivalentwords.txt), endings added; the last two are
 * forms that its templates leave to choose from.
 */
const variants = new Map(
  [
    'acknowledgment acknowledgement',
    'analogue analog',
    'analyse analyze',
    'artefact artifact',
    'artefacts artifacts',
    'authorisation authorization',
    'authorised authorized',
    'calibre caliber',
    'cancelled canceled',
    'capitalisations capitalizations',
    'catalogue catalog',
    'categorise categorize',
    'centre center',
    'emphasised emphasized',
    'favour favor',
    'favourite favorite',
    'fulfil fulfill',
    'fulfilment fulfillment',
    'initialise initialize',
    'judgment judgement',
    'labelling labeling',
    'labour labor',
    'licence license',
    'licences licenses',
    'licenced licensed',
    'maximise maximize',
    'merchantibility merchantability',
    'modelled modeled',
    'modelling modeling',
    'offence offense',
    'optimise optimize',
    'organisation organization',
    'organisations organizations',
    'organise organize',
    'practise practice',
    'programme program',
    'realise realize',
    'recognise recognize',
    'signalling signaling',
    'sublicence sublicense',
    'utilisation utilization',
    'whilst while',
    'wilful willful',
    'wilfull willful',
    'disclaims disclaim',
    'expressed express',
  ].map(pair => {
    const [variant = '', word = ''] = pair.split(' ')
    return [hashWord(variant), hashWord(word)] as const
  }),
)
