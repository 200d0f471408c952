import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { openApp } from '../src/app/app.ts'
import { connect } from '../src/catalog/forges/connections/service.ts'
import type { ForgeKind } from '../src/catalog/forges/model.ts'
import { addProjects, updateAddress } from '../src/catalog/projects/service.ts'
import { createOutbound } from '../src/platform/http/outbound.ts'
import { noReach } from '../src/platform/reach.ts'
import { createSealer } from '../src/platform/sealed.ts'
import { serveRecorded } from './recorded-forge.ts'
import { createRepository, git } from './repositories.ts'

/** For jobs that are waited for here. */
export const quiet = {
  report: () => undefined,
  signal: new AbortController().signal,
  pace: { patienceMs: 50, backoffMs: 1 },
}

/** An office with one project, which lies on a forge that plays what it is told to. Nothing is asked of it before `turnOn`. */
export async function openOfficeOfForge(t: TestContext, kind: ForgeKind, path = 'acme/web-shop') {
  const folder = mkdtempSync(join(tmpdir(), 'ospo-forge-office-'))
  const server = await serveRecorded()
  const repository = createRepository(join(folder, 'web-shop'), [{ message: 'one' }])
  git(repository, ['config', 'remote.origin.url', `${server.origin}/${path}.git`])
  const clock = { now: new Date('2026-11-21T12:00:00Z') }
  const data = join(folder, 'data')
  const reach = { ...noReach, fetch: createOutbound({ allowPrivate: true }), ...createSealer({ data, key: undefined }) }
  const app = await openApp({ data, reach, now: () => clock.now })
  let isClosed = false
  const close = async () => {
    if (!isClosed) await app.close()
    isClosed = true
  }
  t.after(async () => {
    await close()
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const ctx = await app.localContext()
  const [project] = await addProjects(ctx, repository)
  assert.ok(project)
  await updateAddress(ctx, project)
  const turnOn = () =>
    connect(ctx, { kind, origin: `${server.origin}/`, token: 's3cret', active: true, rawMegabytes: 10 })
  return { server, app, ctx, clock, data, id: project.id, turnOn, close }
}

/** A command in a process of its own, which may reach the forge of a test. */
export function runCommand(data: string, ...words: string[]) {
  const env = { ...process.env, OSPO_ALLOW_PRIVATE_WEBHOOKS: '1' }
  const child = spawn(process.execPath, ['bin/ospo.js', ...words, '--data', data], { env })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', piece => {
    stdout += piece
  })
  child.stderr.on('data', piece => {
    stderr += piece
  })
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>(resolve =>
    child.on('close', code => resolve({ code, stdout, stderr })),
  )
  return { child, ended }
}
