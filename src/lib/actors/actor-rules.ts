import { quote } from '../sql/quote.ts'
export const actorKinds = ['person', 'bot', 'ai-agent'] as const
export type ActorKind = (typeof actorKinds)[number]

/**
 * Who is what, by name, e-mail or login: each is a pattern in which `*` stands for anything, in any case of letters. A rule
 * fits when all that it names fits; a forge's no-reply address counts as the login in it, and as a name.
 */
export interface ActorRule {
  kind: ActorKind
  name?: string | undefined
  email?: string | undefined
  login?: string | undefined
}

/** What tells that an AI had a part in a person's commit: keys of trailers, and who a co-author is. */
interface AssistantRules {
  trailers: string[]
  names: string[]
  emails: string[]
}

export interface ActorRules {
  /** The first that fits decides; nobody fitting is a person. */
  actors: ActorRule[]
  assistants: AssistantRules
}

/** As a commit or a forge has it; what is not told is null. */
export interface RawActor {
  name: string | null
  email: string | null
  login?: string | null
}

/** The forge account that a no-reply address stands for: `12345+login@users.noreply.github.com`, and others like it. */
export function accountOfNoReply(email: string): { login: string; host: string } | undefined {
  const [, withId, users, host] = noReply.exec(email.trim().toLowerCase()) ?? []
  if (!withId || !host) return undefined
  const login = users ? withId.replace(/^\d+[+-]/, '') : withId
  return login === '' ? undefined : { login, host }
}

const noReply = /^([^@\s]+)@(users?\.)?noreply\.([^@\s]+)$/

/** Made ready for many: what has no star is looked up, the rest is tried in order. */
export function compileActorRules({ actors }: ActorRules): (actor: RawActor) => ActorKind {
  const plain = new Map<string, number>()
  const tried: { index: number; fits: (parts: Parts) => boolean }[] = []
  actors.forEach((rule, index) => {
    const only = onlyPlain(rule)
    if (only && !plain.has(only)) plain.set(only, index)
    else if (!only) tried.push({ index, fits: compileRule(rule) })
  })
  return actor => {
    const parts = partsOf(actor)
    let best = Number.POSITIVE_INFINITY
    for (const key of keysOf(parts)) best = Math.min(best, plain.get(key) ?? best)
    for (const { index, fits } of tried) {
      if (index > best) break
      if (fits(parts)) best = index
    }
    return actors[best]?.kind ?? 'person'
  }
}

interface Parts {
  names: string[]
  email: string
  logins: string[]
}

function partsOf({ name, email, login }: RawActor): Parts {
  const address = (email ?? '').trim().toLowerCase()
  const account = accountOfNoReply(address)?.login
  const logins = [login?.toLowerCase(), account].filter(text => text !== undefined)
  return { names: [(name ?? '').trim().toLowerCase(), ...logins], email: address, logins }
}

function keysOf({ names, email, logins }: Parts): string[] {
  return [...names.map(name => `name ${name}`), `email ${email}`, ...logins.map(login => `login ${login}`)]
}

/** The key of a rule that names one thing, and that without a star. */
function onlyPlain({ name, email, login }: ActorRule): string | undefined {
  const told = Object.entries({ name, email, login }).filter(([, pattern]) => pattern !== undefined)
  const [[what = '', pattern = ''] = []] = told
  return told.length === 1 && !pattern.includes('*') ? `${what} ${pattern.toLowerCase()}` : undefined
}

function compileRule({ name, email, login }: ActorRule) {
  const [byName, byEmail, byLogin] = [name, email, login].map(pattern => pattern && globOf(pattern))
  return ({ names, email, logins }: Parts) =>
    (!byName || names.some(name => byName.test(name))) &&
    (!byEmail || byEmail.test(email)) &&
    (!byLogin || logins.some(login => byLogin.test(login)))
}

function globOf(pattern: string) {
  return new RegExp(`^${patternSource(pattern)}$`, 'u')
}

/** A pattern as a regular expression that JavaScript and RE2 read alike. */
function patternSource(pattern: string) {
  return pattern
    .toLowerCase()
    .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\*+/g, '.*')
}

/** Whether a trailer tells of an AI’s part. */
export function compileAssistantRules({
  assistants,
}: ActorRules): (trailer: { key: string; value: string }) => boolean {
  const keys = new Set(assistants.trailers.map(key => key.toLowerCase()))
  const { byName, byEmail } = coAuthorSources(assistants)
  const [names, emails] = [new RegExp(byName, 'u'), new RegExp(byEmail, 'u')]
  return ({ key, value }) => {
    if (keys.has(key.toLowerCase())) return true
    const text = value.toLowerCase()
    return key.toLowerCase() === 'co-authored-by' && (names.test(text) || emails.test(text))
  }
}

/** The same for DuckDB, over a column of trailers STRUCT("key", "value")[]. */
export function assistedSql({ assistants }: ActorRules, column: string): string {
  const { byName, byEmail } = coAuthorSources(assistants)
  const keys = assistants.trailers.map(key => quote(key.toLowerCase()))
  const told = keys.length === 0 ? 'false' : `lower(t.key) in (${keys.join(', ')})`
  return `coalesce(list_bool_or(list_transform(${column}, lambda t: ${told} or (lower(t.key) = 'co-authored-by'
    and (regexp_matches(lower(t.value), ${quote(byName)}) or regexp_matches(lower(t.value), ${quote(byEmail)}))))), false)`
}

function coAuthorSources({ names, emails }: AssistantRules) {
  const either = (patterns: string[]) => (patterns.length === 0 ? '[^\\s\\S]' : patterns.map(patternSource).join('|'))
  return { byName: `^\\s*(?:${either(names)})\\s*(?:<|$)`, byEmail: `<\\s*(?:${either(emails)})\\s*>` }
}
