/** For all test files of one run one PostgreSQL server: `node --test --test-global-setup test/shared-postgres.ts`. */
import { type Server, sharedServer, startPostgres, tellMissing } from './engines.ts'

let server: Server | undefined

export async function globalSetup() {
  try {
    const started = await startPostgres()
    server = started
    process.env[sharedServer.address] = started.address
  } catch (error) {
    process.env[sharedServer.missing] = tellMissing(error)
  }
}

export async function globalTeardown() {
  await server?.stop()
}
