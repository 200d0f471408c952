import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openApp } from '../src/app/app.ts'
import { listen } from '../src/app/server.ts'
import { listJobs } from '../src/catalog/jobs/api.ts'
import { scanPaths } from '../src/catalog/scans/api.ts'
import { noReach } from '../src/platform/reach.ts'
import { createSealer } from '../src/platform/sealed.ts'

/** A whole office on a free port, with its data and its repositories in a folder of their own. */
export async function openOffice() {
  const folder = mkdtempSync(join(tmpdir(), 'ospo-e2e-'))
  const code = join(folder, 'code')
  makeWebShop(join(code, 'web-shop'))
  makeNotes(join(code, 'notes'))
  const data = join(folder, 'data')
  const app = await openApp({ data, reach: { ...noReach, ...createSealer({ data }) } })
  const worker = await app.startWorker()
  const server = await listen(app, { host: '127.0.0.1', port: 0 })

  return {
    app,
    code,
    url: server.url,
    signInLink: async () => `${server.url}/sign-in?key=${await app.createSignInLink()}`,
    async scan(path: string) {
      const { jobs, problems } = await app.call(scanPaths, { paths: [path] })
      for (let tries = 0; tries < 300; tries++) {
        const { jobs: all } = await app.call(listJobs, { ids: jobs.join(',') })
        if (all.every(job => job.state === 'done' || job.state === 'failed')) return { jobs: all, problems }
        await sleep(100)
      }
      throw new Error('the jobs do not end')
    },
    async close() {
      await server.close()
      await worker.stop()
      await app.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** A repository with history, license, lock file, and a component that the policy denies. */
function makeWebShop(path: string) {
  mkdirSync(path, { recursive: true })
  git(path, 'init', '--quiet', '--initial-branch=main')
  write(
    path,
    'LICENSE',
    'Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted.\n',
  )
  write(
    path,
    'package.json',
    JSON.stringify({ name: 'web-shop', license: 'ISC', dependencies: { 'left-pad': '1.3.0', reader: '2.0.0' } }),
  )
  write(path, 'package-lock.json', JSON.stringify(lockfile))
  commit(path, 'Ada Lovelace', 'ada@a.example', '2026-01-05T10:00:00+0100', 'Begin')
  write(path, 'shop.js', 'let cart = []\n')
  commit(path, 'Grace Hopper', 'grace@b.example', '2026-03-05T10:00:00-0500', 'Add a cart')
  write(path, 'shop.js', 'let cart = []\nlet total = 0\n')
  commit(path, 'Ada Lovelace', 'ada@a.example', '2026-05-05T22:00:00+0100', 'Add a total')
  git(path, 'tag', 'v1.0.0')
}

const lockfile = {
  name: 'web-shop',
  lockfileVersion: 3,
  packages: {
    '': { name: 'web-shop', license: 'ISC', dependencies: { 'left-pad': '1.3.0', reader: '2.0.0' } },
    'node_modules/left-pad': { version: '1.3.0', license: 'WTFPL' },
    'node_modules/reader': { version: '2.0.0', license: 'MIT', dependencies: { 'strict-core': '1.0.0' } },
    'node_modules/strict-core': { version: '1.0.0', license: 'AGPL-3.0-only' },
  },
}

/** One whose names want to be markup. */
function makeNotes(path: string) {
  mkdirSync(path, { recursive: true })
  git(path, 'init', '--quiet', '--initial-branch=main')
  write(path, 'README.md', '# Notes\n')
  const packages = { 'node_modules/sly': { version: '1.0.0', license: '<script>alert(1)</script>' } }
  write(path, 'package-lock.json', JSON.stringify({ name: 'notes', lockfileVersion: 3, packages }))
  commit(path, 'Eve "onload=alert(1)', 'eve"onload=x@c.example', '2025-02-05T10:00:00+0530', 'Begin')
}

function write(folder: string, name: string, text: string) {
  writeFileSync(join(folder, name), text)
}

function commit(path: string, name: string, email: string, at: string, message: string) {
  git(path, 'add', '--all')
  execFileSync('git', ['-C', path, 'commit', '--quiet', '--message', message], {
    env: {
      ...process.env,
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: at,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
      GIT_COMMITTER_DATE: at,
    },
  })
}

function git(path: string, ...args: string[]) {
  execFileSync('git', ['-C', path, ...args])
}
