import { execFile } from 'node:child_process'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Failure } from '../failure.ts'

/**
 * The one git here that goes out: to one server, by HTTP, without anybody's sign-in, following it nowhere else. It runs no
 * program that a repository or a user's settings name.
 */
const settings = Object.entries({
  'core.hooksPath': '/dev/null',
  'core.fsmonitor': 'false',
  'credential.helper': '',
  'protocol.allow': 'never',
  'protocol.http.allow': 'always',
  'protocol.https.allow': 'always',
  'http.followRedirects': 'false',
  'http.lowSpeedLimit': '1000',
  'http.lowSpeedTime': '120',
}).flatMap(([name, value]) => ['-c', `${name}=${value}`])

const longestMs = 2 * 3_600_000
const mostOutput = 1024 * 1024

/** Clones a repository without a working tree to a folder, or brings the clone up to date that is there. */
export async function fetchRepository(url: string, folder: string, signal: AbortSignal) {
  if (await exists(folder)) {
    const refs = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*']
    await run(
      url,
      ['-C', folder, ...settings, 'fetch', '--quiet', '--prune', '--no-recurse-submodules', url, ...refs],
      signal,
    )
    return
  }
  // Whole or not at all: what was interrupted is begun anew.
  const unfinished = `${folder}.new`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(dirname(folder), { recursive: true })
  await run(url, [...settings, 'clone', '--quiet', '--bare', '--no-recurse-submodules', '--', url, unfinished], signal)
  await rename(unfinished, folder)
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function run(url: string, args: string[], signal: AbortSignal): Promise<void> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') && name !== 'LANGUAGE')
  const env = {
    ...Object.fromEntries(inherited),
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'http:https',
  }
  return new Promise((resolve, reject) => {
    const options = { env, signal, timeout: longestMs, maxBuffer: mostOutput }
    execFile('git', args, options, (error, _, said) => (error ? reject(failureOf(url, said, error)) : resolve()))
  })
}

function failureOf(url: string, said: string, error: Error): Error {
  if (error.name === 'AbortError') return error
  const [why = error.message] = said.split('\n').filter(line => line.trim() !== '')
  return new Failure('invalid-input', {
    en: `${url} could not be fetched: ${why.slice(0, 300)}`,
    zh: `无法获取 ${url}：${why.slice(0, 300)}`,
  })
}
