import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import type { Text } from '../../lib/text/text.ts'
import { Failure, type FailureCode } from '../failure.ts'

/** A function of a module that takes and gives what can be copied between threads. */
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
  /** Told when it took longer, or more memory than a thread has. */
  tooMuch: Text
}

const heapMegabytes = 1024
/** As others wait for the answer with their hands free, a machine of one core has one thread, too. */
const most = Math.max(1, availableParallelism() - 1)
const restMs = 5000

interface Pooled {
  worker: Worker
  busy: boolean
  /** Of the task under way. */
  settle: ((reply: Reply | 'gone') => void) | undefined
  resting: NodeJS.Timeout | undefined
}

const pool: Pooled[] = []
const waiting: (() => void)[] = []

/** Runs it beside this thread, so that this one answers others meanwhile. What is expected to fail fails alike. */
export async function runAside(task: Task, { milliseconds, tooMuch }: Limits): Promise<unknown> {
  const pooled = await takeWorker()
  const reply = await new Promise<Reply | 'gone'>(resolve => {
    const timer = setTimeout(() => resolve('gone'), milliseconds)
    pooled.settle = reply => {
      clearTimeout(timer)
      resolve(reply)
    }
    pooled.worker.postMessage(task)
  })
  leaveWorker(pooled, reply === 'gone')
  if (reply === 'gone') throw new Failure('too-large', tooMuch)
  if ('output' in reply) return reply.output
  if ('failure' in reply) throw new Failure(reply.failure.code, reply.failure.text)
  throw reply.error
}

async function takeWorker(): Promise<Pooled> {
  for (;;) {
    const free = pool.find(({ busy }) => !busy) ?? (pool.length < most ? startWorker() : undefined)
    if (free) {
      free.busy = true
      clearTimeout(free.resting)
      free.worker.ref()
      return free
    }
    await new Promise<void>(resolve => waiting.push(resolve))
  }
}

function startWorker(): Pooled {
  const worker = new Worker(new URL(import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } })
  const pooled: Pooled = { worker, busy: false, settle: undefined, resting: undefined }
  worker.on('message', (reply: Reply) => pooled.settle?.(reply))
  // One that runs out of memory ends, and only that tells.
  worker.on('error', error => {
    letGo(pooled)
    const isFull = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    pooled.settle?.(isFull ? 'gone' : { error })
  })
  worker.on('exit', () => {
    letGo(pooled)
    pooled.settle?.('gone')
  })
  pool.push(pooled)
  return pooled
}

/** One that nobody needs for a while is let go; meanwhile it holds up no process that ends. */
function leaveWorker(pooled: Pooled, dead: boolean) {
  pooled.busy = false
  pooled.settle = undefined
  if (dead) letGo(pooled)
  else {
    pooled.worker.unref()
    pooled.resting = setTimeout(() => letGo(pooled), restMs).unref()
  }
  waiting.shift()?.()
}

function letGo(pooled: Pooled) {
  const at = pool.indexOf(pooled)
  if (at === -1) return
  pool.splice(at, 1)
  void pooled.worker.terminate()
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

if (!isMainThread && parentPort) {
  const port = parentPort
  port.on('message', (task: Task) => void answer(task).then(reply => port.postMessage(reply)))
}
