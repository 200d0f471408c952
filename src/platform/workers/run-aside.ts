import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deserialize, serialize } from 'node:v8'
import type { Text } from '../../lib/text/text.ts'
import { Failure, type FailureCode } from '../failure.ts'

/** A function of a module that takes and gives what can be copied between processes. */
interface Task {
  /** `import.meta.url` of the module. */
  module: string
  name: string
  input: unknown
}

type Reply = { output: unknown } | { failure: { code: FailureCode; text: Text } } | { error: unknown }

export interface Limits {
  /** Then it is given up. */
  milliseconds: number
  /** Pieces of work of one kind wait for each other; those of different kinds neither wait nor share a process. */
  kind?: string
  /** Told when it took longer, or more memory than it has. */
  tooMuch: Text
}

const heapMegabytes = 1024
/** This process has work of its own; on a machine of one core they take turns. */
const most = Math.max(1, availableParallelism() - 1)
const restMs = 5000
/** A heap that a task left this large is swept before the next: left alone it would grow to its limit. */
const sweptFrom = 64 * 1024 * 1024
const asideFlag = '--ospo-aside'

interface Helper {
  child: ChildProcess
  /** Where it puts a reply that is too large for the channel. */
  parcel: string
  kind: string
  busy: boolean
  /** Of the task under way. */
  settle: ((reply: Reply | 'gone') => void) | undefined
  resting: NodeJS.Timeout | undefined
}

const helpers: Helper[] = []
const waiting: { kind: string; resume: () => void }[] = []

/**
 * Runs it in a process beside, so that this one answers others meanwhile, and lives on where that one runs out of memory:
 * a thread that does takes everything down with it. What is expected to fail fails alike.
 */
export async function runAside(task: Task, { milliseconds, kind = '', tooMuch }: Limits): Promise<unknown> {
  const helper = await takeHelper(kind)
  const reply = await new Promise<Reply | 'gone'>(resolve => {
    const timer = setTimeout(() => resolve('gone'), milliseconds)
    helper.settle = reply => {
      clearTimeout(timer)
      resolve(reply)
    }
    helper.child.send(task, error => error && helper.settle?.('gone'))
  })
  leaveHelper(helper, reply === 'gone')
  if (reply === 'gone') throw new Failure('too-large', tooMuch)
  if ('output' in reply) return reply.output
  if ('failure' in reply) throw new Failure(reply.failure.code, reply.failure.text)
  throw reply.error
}

async function takeHelper(kind: string): Promise<Helper> {
  for (;;) {
    const own = helpers.filter(helper => helper.kind === kind)
    const free = own.find(({ busy }) => !busy) ?? (own.length < most ? startHelper(kind) : undefined)
    if (free) {
      free.busy = true
      clearTimeout(free.resting)
      free.child.ref()
      free.child.channel?.ref()
      return free
    }
    await new Promise<void>(resume => waiting.push({ kind, resume }))
  }
}

function startHelper(kind: string): Helper {
  const parcel = join(tmpdir(), `ospo-parcel-${randomUUID()}`)
  const child = fork(fileURLToPath(import.meta.url), [asideFlag, parcel], {
    execArgv: [`--max-old-space-size=${heapMegabytes}`, '--max-semi-space-size=8', '--expose-gc'],
    serialization: 'advanced',
    // What it says when it runs out of memory is of no use to anybody here.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const helper: Helper = { child, parcel, kind, busy: false, settle: undefined, resting: undefined }
  const gone = () => {
    letGo(helper)
    helper.settle?.('gone')
  }
  child.on('message', (message: Reply | typeof inParcel) =>
    helper.settle?.(message === inParcel ? unpack(parcel) : message),
  )
  child.on('error', gone)
  child.on('exit', gone)
  helpers.push(helper)
  return helper
}

/** One that nobody needs for a while is let go; meanwhile it holds up no process that ends. */
function leaveHelper(helper: Helper, dead: boolean) {
  helper.busy = false
  helper.settle = undefined
  if (dead) letGo(helper)
  else {
    helper.child.unref()
    helper.child.channel?.unref()
    helper.resting = setTimeout(() => letGo(helper), restMs).unref()
  }
  const next = waiting.findIndex(({ kind }) => kind === helper.kind)
  if (next !== -1) waiting.splice(next, 1)[0]?.resume()
}

function letGo(helper: Helper) {
  const at = helpers.indexOf(helper)
  if (at === -1) return
  helpers.splice(at, 1)
  helper.child.kill('SIGKILL')
  rmSync(helper.parcel, { force: true })
}

async function answer({ module, name, input }: Task): Promise<Reply> {
  try {
    const functions = (await import(module)) as Record<string, (input: unknown) => unknown>
    return { output: await functions[name]?.(input) }
  } catch (error) {
    if (error instanceof Failure) return { failure: { code: error.code, text: error.text } }
    return { error }
  }
}

/** Said in place of a reply that is too large for the channel, which joins its pieces anew with each that comes. */
const inParcel = 'in the parcel'
const largestSent = 1024 * 1024

/** Such a reply goes by way of the disk, to where the other process looks for it. */
function pack(reply: Reply, parcel: string): Reply | typeof inParcel {
  const bytes = serialize(reply)
  if (bytes.length <= largestSent) return reply
  writeFileSync(parcel, bytes, { mode: 0o600, flag: 'wx' })
  return inParcel
}

function unpack(parcel: string): Reply {
  try {
    return deserialize(readFileSync(parcel))
  } finally {
    rmSync(parcel, { force: true })
  }
}

function sweep() {
  if (process.memoryUsage().heapTotal > sweptFrom) globalThis.gc?.()
}

if (process.argv[2] === asideFlag && process.send) {
  const [, , , parcel = ''] = process.argv
  const send = process.send.bind(process)
  process.on('message', (task: Task) => void answer(task).then(reply => send(pack(reply, parcel), sweep)))
  // Whoever asked is gone.
  process.on('disconnect', () => process.exit())
}
