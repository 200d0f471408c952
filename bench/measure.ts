import { spawn } from 'node:child_process'

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

/** A bench prints each measure as soon as it has it. */
export interface Bench {
  name: string
  run(paths: string[], print: (measure: Measure) => void): Promise<void>
}

/** Milliseconds of a command whose output goes nowhere. */
export async function timeCommand(command: string, args: string[]): Promise<number> {
  const start = performance.now()
  await new Promise<void>((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
    child.once('error', reject)
    child.once('close', code => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))))
  })
  return performance.now() - start
}

/** The middle of a few runs of each, taken in turns, so that what else the machine does meets all alike. */
export async function inTurns(rounds: number, ...actions: (() => Promise<number>)[]): Promise<number[]> {
  const times = actions.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, action] of actions.entries()) times[index]?.push(await action())
  }
  return times.map(values => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN)
}
