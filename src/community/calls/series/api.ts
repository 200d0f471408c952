import { z } from 'zod'
import { Failure } from '../../../platform/failure.ts'
import { endpoint } from '../../../platform/http/endpoint.ts'
import { Occurrence, OccurrenceChange, OccurrenceId, Series } from './model.ts'
import * as service from './service.ts'

export const listSeries = endpoint({
  method: 'GET',
  path: '/api/series',
  summary: { en: 'List the series of meetings that you may see', zh: '列出您可查看的系列会议' },
  permission: 'community.read',
  input: z.object({ group: z.string().optional() }),
  output: z.object({ series: z.array(Series) }),
  handle: async (ctx, { group }) => ({ series: await service.listSeries(ctx, group === undefined ? {} : { group }) }),
})

export const saveSeries = endpoint({
  method: 'PUT',
  path: '/api/series/{id}',
  summary: { en: 'Plan a series, or change it', zh: '新建或修改系列会议' },
  permission: 'community.read',
  input: Series.omit({ sequence: true, changedAt: true }),
  output: Series,
  handle: (ctx, series) => service.saveSeries(ctx, series),
})

export const listOccurrences = endpoint({
  method: 'GET',
  path: '/api/occurrences',
  summary: { en: 'List what takes place between two moments', zh: '列出两个时刻之间的会议' },
  permission: 'community.read',
  input: z.object({ from: z.iso.datetime().optional(), to: z.iso.datetime().optional(), group: z.string().optional() }),
  output: z.object({ occurrences: z.array(Occurrence) }),
  handle: async (ctx, { from, to, group }) => {
    const start = from ? new Date(from) : ctx.now()
    const end = to ? new Date(to) : new Date(start.getTime() + quarter)
    if (end.getTime() - start.getTime() > longest) throw tooLong
    const span = { from: start, to: end, ...(group !== undefined && { group }) }
    return { occurrences: await service.findOccurrences(ctx, span) }
  },
})

export const changeOccurrence = endpoint({
  method: 'PUT',
  path: '/api/series/{series}/{slot}/{recurrenceId}',
  summary: {
    en: 'Move one occurrence, call it off, or give it its own agenda',
    zh: '移动、取消单次会议，或为其单独设置议程',
  },
  permission: 'community.read',
  input: OccurrenceChange.extend(OccurrenceId.shape),
  output: Occurrence,
  handle: (ctx, { series, slot, recurrenceId, ...change }) =>
    service.changeOccurrence(ctx, { series, slot, recurrenceId }, change),
})

const quarter = 92 * 86_400_000
const longest = 3 * 366 * 86_400_000

const tooLong = new Failure('invalid-input', {
  en: 'Ask for three years at a time at most',
  zh: '一次最多查询三年',
})
