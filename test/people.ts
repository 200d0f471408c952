import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Account, NewAccount } from '../src/access/accounts/model.ts'
import { createAccount } from '../src/access/accounts/service.ts'
import type { Context } from '../src/platform/context.ts'
import { openDatabase } from '../src/platform/db/database.ts'
import { openFacts } from '../src/platform/facts/open-facts.ts'
import type { Reach } from '../src/platform/reach.ts'
import { noReach } from '../src/platform/reach.ts'
import { createSealer } from '../src/platform/sealed.ts'
import { openZones } from '../src/platform/zones/open-zones.ts'

/** Records of their own with people in them, and a clock that stands until it is moved. */
export async function openPeople(database: string, reach: Partial<Reach> = {}) {
  const { db } = await openDatabase(database)
  const facts = openFacts(join(tmpdir(), `ospo-people-${randomUUID()}`))
  let time = new Date('2026-11-21T12:00:00Z')
  const outside: Reach = {
    ...noReach,
    ...createSealer({ data: undefined }),
    origin: 'https://office.example',
    ...reach,
  }
  const system: Context = {
    db,
    facts,
    now: () => time,
    locale: 'en',
    actor: { id: 'system', name: 'system', permissions: new Set(), groups: new Set() },
    reach: outside,
    zones: openZones(),
  }
  return {
    system,
    async add(name: string, about: Partial<NewAccount> = {}): Promise<Account> {
      const unnamed = { login: null, email: `${name}@a.example`, locale: null, timeZone: null, externalId: null }
      return createAccount(system, { ...unnamed, ...about, name })
    },
    as: ({ id, name }: Account): Context => ({ ...system, actor: { ...system.actor, id, name } }),
    setClock: (at: string) => {
      time = new Date(at)
    },
    async close() {
      await db.destroy()
      facts.close()
    },
  }
}

export type People = Awaited<ReturnType<typeof openPeople>>
