import { setTimeout as sleep } from 'node:timers/promises'
import { verbatim } from '../../lib/text/text.ts'
import type { Terminal } from '../../platform/cli/command.ts'
import type { Job } from '../../platform/jobs/job.ts'
import { listJobs } from './api.ts'

const pollMs = 200
const idsAtOnce = 100

/** Shows how far they are until all are through, and gives them as they ended. */
export async function watchJobs(io: Terminal, ids: string[]): Promise<Job[]> {
  const ended = new Map<string, Job>()
  while (ended.size < ids.length) {
    const open = ids.filter(id => !ended.has(id)).slice(0, idsAtOnce)
    const { jobs } = await io.call(listJobs, { ids: open.join(',') })
    for (const job of jobs) if (job.state === 'done' || job.state === 'failed') ended.set(job.id, job)
    const running = jobs.filter(job => job.state === 'running')
    io.progress(progressLine(io, running, ended.size, ids.length))
    if (ended.size < ids.length) await sleep(pollMs)
  }
  io.progress('')
  return ids.flatMap(id => ended.get(id) ?? [])
}

function progressLine({ locale }: Terminal, running: Job[], done: number, all: number) {
  const each = running.map(({ subject, step, done, total }) => {
    const share = total ? ` ${Math.floor((100 * done) / total)} %` : ''
    return `${subject}: ${(step ?? verbatim('…'))[locale]}${share}`
  })
  return `[${done}/${all}] ${each.join(' · ')}`
}
