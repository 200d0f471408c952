import { createHmac, randomBytes } from 'node:crypto'
import { record } from '../../../access/ledger/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { keyOfText } from '../evidence/service.ts'
import type { Display, NameMask } from '../model.ts'
import { findPeopleOfKeys } from '../service.ts'
import * as store from '../store.ts'
import * as displayStore from './store.ts'

interface Shown {
  id: string
  name: string
  email: string
}

export interface Mask {
  /** How a person is shown to this reader; undefined where they are not to be listed. */
  show<Person extends Shown>(person: Person): Person | undefined
  /** Whether this reader may see names at all. */
  seesNames: boolean
}

const saltId = 'pseudonym-salt'

/**
 * Without the permission `people.read` everybody has a pseudonym. Who chose one, or to be left out, is so for all but those
 * who keep the records. A pseudonym is stable, and nobody can find out by trying whose it is.
 */
export async function readMask(ctx: Reader): Promise<Mask> {
  const mask = await readNameMask(ctx)
  if (!mask) return { show: person => person, seesNames: true }
  const [hidden, pseudonymous] = [new Set(mask.hidden), new Set(mask.pseudonymous)]
  return {
    seesNames: !mask.hidesAll,
    show(person) {
      if (hidden.has(person.id)) return undefined
      if (!mask.hidesAll && !pseudonymous.has(person.id)) return person
      return { ...person, name: `${mask.word} ${pseudonymOf(person.id, mask.salt)}`, email: '' }
    },
  }
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

async function readDisplays(ctx: Pick<Context, 'db'>): Promise<Map<string, Display>> {
  const chosen = await displayStore.findDisplays(ctx.db)
  const rows = await store.findIdentitiesByKeys(ctx.db, [...chosen.keys()])
  return new Map(
    rows.flatMap(row =>
      [row.node, row.email_key, row.login_key].flatMap(key => {
        const display = key === null ? undefined : chosen.get(key)
        return display ? [[row.person, display as Display] as const] : []
      }),
    ),
  )
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

/** How whoever has this e-mail or login is to be shown from now on. */
export async function chooseDisplay(ctx: Context, text: string, display: Display) {
  const key = keyOfText(text)
  await inTransaction(ctx, async ctx => {
    await displayStore.saveDisplay(ctx.db, { key, display, at: ctx.now().toISOString(), by_account: ctx.actor.id })
    const [person = key] = await findPeopleOfKeys(ctx, [key])
    await record(ctx, { verb: 'person.display-chosen', subject: { kind: 'person', id: person }, after: { display } })
  })
}

export async function getDisplay(ctx: Pick<Context, 'db'>, person: string): Promise<Display> {
  return (await readDisplays(ctx)).get(person) ?? 'shown'
}
