import type { z } from 'zod'
import { misused, printJson, printTable, requireWords } from '../../platform/cli/answer.ts'
import type { Command, Terminal } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { addAnnotation, changeAnnotation, listAnnotations, removeAnnotation } from './api.ts'
import { words } from './messages.ts'
import type { Annotation } from './model.ts'

export const listAnnotationsCommand: Command = {
  name: 'note list',
  usage: '[--project PROJECT] [--from DAY] [--to DAY]',
  summary: { en: 'List the notes that stand beside curves', zh: '列出曲线旁的注记' },
  options: { project: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } },
  async run(io, args) {
    const search = { project: text(args, 'project'), from: text(args, 'from'), to: text(args, 'to') }
    return print(io, (await io.call(listAnnotations, search)).annotations)
  },
}

export const addAnnotationCommand: Command = {
  name: 'note add',
  usage: 'DAY TITLE [--project PROJECT] [--body TEXT]',
  summary: { en: 'Note what happened on a day', zh: '注记某日之事' },
  options: { project: { type: 'string' }, body: { type: 'string' } },
  async run(io, args) {
    const [day, title] = requireWords(addAnnotationCommand, args, 2)
    const wish = { day, title, project: text(args, 'project') ?? null, body: text(args, 'body') }
    return print(io, [await io.call(addAnnotation, wish)])
  },
}

export const changeAnnotationCommand: Command = {
  name: 'note change',
  usage: 'ID [--day DAY] [--title TEXT] [--body TEXT]',
  summary: { en: 'Change a note', zh: '修改注记' },
  options: { day: { type: 'string' }, title: { type: 'string' }, body: { type: 'string' } },
  async run(io, args) {
    const [annotation] = requireWords(changeAnnotationCommand, args, 1)
    const [day, title, body] = [text(args, 'day'), text(args, 'title'), text(args, 'body')]
    if (day === undefined && title === undefined && body === undefined) throw misused(changeAnnotationCommand)
    const change: z.input<typeof changeAnnotation.input> = { annotation, day, title, body }
    return print(io, [await io.call(changeAnnotation, change)])
  },
}

export const removeAnnotationCommand: Command = {
  name: 'note remove',
  usage: 'ID',
  summary: { en: 'Remove a note', zh: '删除注记' },
  options: {},
  async run(io, args) {
    const [annotation] = requireWords(removeAnnotationCommand, args, 1)
    const removed = await io.call(removeAnnotation, { annotation })
    if (io.json) return printJson(io, removed)
    io.print(words.removed(removed.title)[io.locale])
    return 0
  },
}

function print(io: Terminal, annotations: Annotation[]): number {
  if (io.json) return printJson(io, { annotations })
  const heads = [words.day, words.what, words.project].map(head => head[io.locale])
  const all = words.wholeOffice[io.locale]
  printTable(
    io,
    ['id', ...heads],
    annotations.map(({ id, day, title, project }) => [id, day, title, project ?? all]),
  )
  return 0
}
