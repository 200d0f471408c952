import { createHmac, randomBytes } from 'node:crypto'
import { record } from '../../../access/ledger/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { getEvidence, keyOfText, noPerson } from '../evidence/service.ts'
import { namesOf } from '../keys.ts'
import { Display, type Evidence, leastGroup, type NameMask } from '../model.ts'
import { findOwnersOfKeys, findPeopleOfKeys, idOfPerson } from '../service.ts'
import * as store from '../store.ts'
import { disguiseId, revealId } from './disguised-id.ts'
import * as displayStore from './store.ts'

interface Shown {
  id: string
  name: string
  email: string
}

export interface Mask {
  /** How a person is shown to this reader, the same object where by name; undefined where they are not to be listed. */
  show<Person extends Shown>(person: Person): Person | undefined
  /** Whose id it is that this reader gives; undefined where they were shown no such id. */
  find(id: string): string | undefined
  /** Whether this reader may see names at all. */
  seesNames: boolean
  /** Who is in no list of this reader's, and who is in one but not by name, where not everybody is. */
  hidden: readonly string[]
  pseudonymous: readonly string[]
}

const saltId = 'pseudonym-salt'

/**
 * Without the permission `people.read` everybody has a pseudonym. Who chose one, or to be left out, is so for all but those
 * who keep the records. A pseudonym and the id with it are stable, and nobody can find out by trying whose they are.
 */
export async function readMask(ctx: Reader): Promise<Mask> {
  const mask = await readNameMask(ctx)
  if (!mask) return { show: person => person, find: id => id, seesNames: true, hidden: [], pseudonymous: [] }
  const { hidesAll, salt, word } = mask
  const [hidden, pseudonymous] = [new Set(mask.hidden), new Set(mask.pseudonymous)]
  const isMasked = (id: string) => hidesAll || hidden.has(id) || pseudonymous.has(id)
  return {
    ...{ seesNames: !hidesAll, hidden: mask.hidden, pseudonymous: mask.pseudonymous },
    show(person) {
      if (hidden.has(person.id)) return undefined
      if (!isMasked(person.id)) return person
      return { ...person, id: disguiseId(person.id, salt), name: `${word} ${pseudonymOf(person.id, salt)}`, email: '' }
    },
    find(id) {
      const revealed = revealId(id, salt)
      if (revealed !== undefined) return isMasked(revealed) && !hidden.has(revealed) ? revealed : undefined
      return isMasked(id) ? undefined : id
    },
  }
}

/** Fails for who may not see them by name: what one alone did tells who it was. */
export async function requireNamed(ctx: Reader, person: string) {
  const found = (await readMask(ctx)).find(person)
  if (found === undefined) throw noPerson(person)
  if (found !== person) throw notNamed
}

/** Fails where a few of them are not shown by name: with the others taken away, which this reader sees, what is told of all tells of them. */
export async function requireMany(ctx: Reader, people: readonly string[]) {
  const masked = people.length - (await keepNamed(ctx, people)).length
  if (masked > 0 && masked < leastGroup) throw tooFew
}

/** Those of people whom this reader may see by name. */
export async function keepNamed(ctx: Reader, people: readonly string[]): Promise<string[]> {
  const { find } = await readMask(ctx)
  return people.filter(person => find(person) === person)
}

/** As `getEvidence`, for who may see by name all whom it is about. */
export async function readEvidence(ctx: Reader, person: string): Promise<Evidence[]> {
  await requireNamed(ctx, person)
  const evidence = await getEvidence(ctx, person)
  const owners = await findOwnersOfKeys(ctx, [...new Set(evidence.flatMap(({ left, right }) => [left, right]))])
  const named = new Set(await keepNamed(ctx, [...new Set([...owners.values()].map(({ person }) => person))]))
  const isNamed = (key: string) => named.has(owners.get(key)?.person ?? person)
  return evidence.filter(({ left, right }) => isNamed(left) && isNamed(right))
}

type Reader = Pick<Context, 'db' | 'actor' | 'locale'>

/** The same for those who put it into a question; undefined where this reader may see everybody. */
export async function readNameMask(ctx: Reader): Promise<NameMask | undefined> {
  const { permissions } = ctx.actor
  if (permissions.has('people.manage')) return undefined
  const displays = await readDisplays(ctx)
  const hidesAll = !permissions.has('people.read')
  if (!hidesAll && displays.size === 0) return undefined
  const chosen = (display: Display) =>
    [...displays].flatMap(([person, one]) => (one === display ? [person] : [])).sort()
  return {
    hidesAll,
    pseudonymous: chosen('pseudonym'),
    hidden: chosen('hidden'),
    word: { en: 'Contributor', zh: '贡献者' }[ctx.locale],
    salt: await getSalt(ctx),
  }
}

function pseudonymOf(person: string, salt: string): string {
  return createHmac('sha256', salt).update(person).digest('hex').slice(0, 8)
}

/** By person, and by key where nobody was seen yet. Of several who turned out to be one, the most careful wish holds. */
async function readDisplays(ctx: Pick<Context, 'db'>): Promise<Map<string, Display>> {
  const chosen = await displayStore.findDisplays(ctx.db)
  const rows = await store.findIdentitiesByKeys(ctx.db, [...chosen.keys()])
  const displays = new Map(chosen)
  const care = (display: Display) => Display.options.indexOf(display)
  for (const { person, node, email_key, login_key } of rows) {
    for (const key of [node, email_key, login_key]) {
      const [display, known] = [chosen.get(key ?? ''), displays.get(person) ?? 'shown']
      if (display && care(display) >= care(known)) displays.set(person, display)
    }
  }
  return displays
}

async function getSalt(ctx: Pick<Context, 'db'>): Promise<string> {
  const known = await store.findText(ctx.db, saltId)
  if (known) return known
  await inTransaction(ctx, async ctx => {
    if ((await store.findText(ctx.db, saltId)) === null)
      await store.saveText(ctx.db, saltId, randomBytes(32).toString('base64url'))
  })
  return (await store.findText(ctx.db, saltId)) ?? ''
}

/** How whoever has this e-mail or login is to be shown from now on, whatever was said of them by another. */
export async function chooseDisplay(ctx: Context, text: string, display: Display) {
  const key = keyOfText(text)
  await inTransaction(ctx, async ctx => {
    const people = await findPeopleOfKeys(ctx, [key])
    // A line of the ledger stays as it is: it may hold no e-mail.
    const [person = idOfPerson(key.slice(2))] = people
    const word = { display, at: ctx.now().toISOString(), by_account: ctx.actor.id }
    for (const one of [key, ...(people.length === 1 ? await findKeysChosen(ctx, person) : [])])
      await displayStore.saveDisplay(ctx.db, { key: one, ...word })
    await record(ctx, { verb: 'person.display-chosen', subject: { kind: 'person', id: person }, after: { display } })
  })
}

/** By which something was said of how they are shown. */
async function findKeysChosen(ctx: Pick<Context, 'db'>, person: string): Promise<string[]> {
  const own = (await store.findIdentitiesOf(ctx.db, [person])).flatMap(row => namesOf(store.keysOfRow(row)))
  const chosen = await displayStore.findDisplays(ctx.db)
  return [...new Set(own)].filter(key => chosen.has(key))
}

/** Of one who is erased, by which nobody was seen at work: where somebody was, the wish holds for the facts that stay. */
export async function forgetDisplays(ctx: Pick<Context, 'db'>, unseen: readonly string[]) {
  await displayStore.deleteDisplays(ctx.db, unseen)
}

export async function getDisplay(ctx: Pick<Context, 'db'>, person: string): Promise<Display> {
  return (await readDisplays(ctx)).get(person) ?? 'shown'
}

const tooFew = new Failure('not-allowed', {
  en: `Fewer than ${leastGroup} in this group are not shown to you by name: what it did would tell what they did. Ask for a larger group`,
  zh: `该群组中不以姓名向您显示的人少于 ${leastGroup} 人：群组的数据会透露其个人所为。请选择更大的群组`,
})
const notNamed = new Failure('not-allowed', {
  en: 'This person is not shown to you by name',
  zh: '此人不以姓名向您显示',
})
