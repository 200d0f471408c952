import type { TestContext } from 'node:test'
import { openTools } from '../src/catalog/forges/asking/service.ts'
import type { Forge } from '../src/catalog/forges/forge.ts'
import type { EventRecord, ForgeRecord } from '../src/catalog/forges/records.ts'
import { createOutbound } from '../src/platform/http/outbound.ts'
import { noReach } from '../src/platform/reach.ts'
import { type Exchange, readExchanges, serveRecorded } from './recorded-forge.ts'

const at = '2026-11-21T12:00:00Z'

/** A forge that answers as it does in its fixtures, but for what is played before; what it is asked is collected. */
export async function openRecorded(t: TestContext, forge: Forge, headers = forge.signIn('s3cret')) {
  const first = readExchanges(new URL(`../src/catalog/forges/${forge.name}/fixtures/first.json`, import.meta.url))
  const server = await serveRecorded()
  t.after(() => server.close())
  const play = (...list: Exchange[]) => server.play([...list, ...first], at)
  play()
  /** `cursors`: of each batch, also where it ends in an error. */
  async function collect(cursor?: string, cursors: string[] = []): Promise<ForgeRecord[]> {
    const ctx = { reach: { ...noReach, fetch: createOutbound({ allowPrivate: true }) }, now: () => new Date(at) }
    const tools = openTools(ctx, { headers, pace: { patienceMs: 50, backoffMs: 1 } })
    const records: ForgeRecord[] = []
    const repository = { origin: server.origin, path: 'acme/web-shop' }
    for await (const batch of forge.collect(repository, tools, cursor)) {
      records.push(...batch.records)
      cursors.push(batch.cursor)
    }
    return records
  }
  return { first, server, play, collect }
}

/** What is told of one item, apart from itself. */
export function eventsOf(records: readonly ForgeRecord[], number: string): EventRecord[] {
  return records.filter(one => one.record === 'event').filter(one => one.number === number)
}
