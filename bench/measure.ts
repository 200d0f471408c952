import { spawn } from 'node:child_process'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

/** One line of a bench: what we do beside what it is held to, in milliseconds, or in megabytes. */
export interface Measure {
  what: string
  ours: number
  /** What is done otherwise for the same; left out when there is a limit only. */
  theirs?: { what: string; value: number }
  /** Ours by theirs at most, or ours at most where there is nothing beside it. */
  target: number
  unit: 'ms' | 'MB'
}

export type Print = (measure: Measure) => void

/** A bench prints each measure as soon as it has it. */
export interface Bench {
  name: string
  /** It measures what lies at the paths: there must be some. */
  ofPaths?: true
  run(paths: string[], print: Print): Promise<void>
}

/** Milliseconds of a piece of work. */
export async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Milliseconds of a piece of work, and the longest of them that nothing else had a turn. */
export async function timeWithStalls(work: () => Promise<unknown>): Promise<{ ms: number; stall: number }> {
  const delays = monitorEventLoopDelay({ resolution: 5 })
  delays.enable()
  const ms = await time(work)
  // The last delay is told when the next turn comes.
  await sleep(20)
  delays.disable()
  return { ms, stall: delays.max / 1e6 }
}

/** Milliseconds of a command whose output goes nowhere. */
export function timeCommand(command: string, args: string[]): Promise<number> {
  return time(
    () =>
      new Promise<void>((resolve, reject) => {
        const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
        child.once('error', reject)
        child.once('close', code => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))))
      }),
  )
}

/** The middle of a few runs of each, taken in turns, so that what else the machine does meets all alike. */
export async function inTurns(rounds: number, ...actions: (() => Promise<number>)[]): Promise<number[]> {
  const times = actions.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, action] of actions.entries()) times[index]?.push(await action())
  }
  return times.map(values => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN)
}
