import type { Command, Terminal } from '../../platform/cli/command.ts'
import { misused, text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { changeAction, listActions, openAction, showAction } from './api.ts'
import { states, words } from './messages.ts'
import { type Action, ActionState } from './model.ts'

export const listActionsCommand: Command = {
  name: 'action list',
  usage: '[--project PROJECT] [--mine]',
  summary: { en: 'List the actions about health, what is due first at the top', zh: '列出健康行动，先到期者在前' },
  options: { project: { type: 'string' }, mine: { type: 'boolean' } },
  async run(io, args) {
    const { actions } = await io.call(listActions, {
      project: text(args, 'project'),
      mine: args.values['mine'] === true,
    })
    if (io.json) io.print(JSON.stringify({ actions }, undefined, 2))
    else for (const line of formatTable(actions.map(action => rowOf(action, io)))) io.print(line)
    return 0
  },
}

export const openActionCommand: Command = {
  name: 'action open',
  usage: 'MODEL PART PROJECT --title TEXT --due DAY [--why TEXT] [--owner NAME] [--as-of DAY]',
  summary: { en: 'Open an action about a reading', zh: '针对解读发起行动' },
  options: {
    title: { type: 'string' },
    due: { type: 'string' },
    why: { type: 'string' },
    owner: { type: 'string' },
    'as-of': { type: 'string' },
  },
  async run(io, args) {
    const [model, part, project, ...more] = args.positionals
    const [title, due] = [text(args, 'title'), text(args, 'due')]
    if (!model || !part || !project || more.length > 0 || !title || !due) throw misused(openActionCommand)
    const [why, owner, asOf] = [text(args, 'why'), text(args, 'owner'), text(args, 'as-of')]
    print(io, await io.call(openAction, { model, part, project, title, due, why, owner, asOf }))
    return 0
  },
}

export const showActionCommand: Command = {
  name: 'action show',
  usage: 'ID',
  summary: { en: 'Show an action and what came of it', zh: '查看行动及其成效' },
  options: {},
  async run(io, { positionals: [id, ...more] }) {
    if (id === undefined || more.length > 0) throw misused(showActionCommand)
    const answer = await io.call(showAction, { id })
    if (io.json) io.print(JSON.stringify(answer, undefined, 2))
    else {
      print(io, answer.action)
      const { before, after, change, overlaps, points } = answer.effect
      io.print(
        `${words.valueThen[io.locale]} ${shown(before)} · ${words.valueNow[io.locale]} ${shown(after)} (${shown(change)})`,
      )
      for (const line of formatTable(points.map(({ to, value }) => [to, shown(value)]))) io.print(line)
      if (overlaps) io.print(words.overlaps[io.locale])
    }
    return 0
  },
}

export const changeActionCommand: Command = {
  name: 'action set',
  usage: 'ID [--state open|doing|done|dropped] [--due DAY] [--owner NAME] [--outcome TEXT]',
  summary: { en: 'Change an action', zh: '更改行动' },
  options: {
    state: { type: 'string' },
    due: { type: 'string' },
    owner: { type: 'string' },
    outcome: { type: 'string' },
  },
  async run(io, args) {
    const [id, ...more] = args.positionals
    const state = ActionState.optional().safeParse(text(args, 'state'))
    if (id === undefined || more.length > 0 || !state.success) throw misused(changeActionCommand)
    const [due, owner, outcome] = [text(args, 'due'), text(args, 'owner'), text(args, 'outcome')]
    print(io, await io.call(changeAction, { id, state: state.data, due, owner, outcome }))
    return 0
  },
}

function print(io: Terminal, action: Action) {
  if (io.json) io.print(JSON.stringify(action, undefined, 2))
  else for (const line of formatTable([rowOf(action, io)])) io.print(line)
}

function rowOf({ id, due, state, project, title, measure, value }: Action, { locale }: Terminal): string[] {
  return [id, due, states[state][locale], project, title, `${measure.metric} ${shown(value)}`]
}

function shown(value: number | null): string {
  return value === null ? '–' : value.toLocaleString('en', { maximumFractionDigits: 3 })
}
