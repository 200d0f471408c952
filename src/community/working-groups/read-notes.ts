import type { Text } from '../../lib/text/text.ts'
import type { Problem } from './model.ts'

interface ReadAction {
  /** As written after `@`; empty where nobody is named. */
  who: string
  title: string
  done: boolean
  line: number
}

/** One meeting, with those who were there kept apart from what was written. */
export interface ReadMeeting {
  day: string
  title: string
  line: number
  attendees: string[]
  actions: ReadAction[]
  body: string
}

export interface NotesReading {
  meetings: ReadMeeting[]
  problems: Problem[]
}

const longest = 1024 * 1024
const mostMeetings = 500
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const attendance =
  /^(?:attendees|attendance|participants|present|who was there|与会者|与会人员|参会人员|参会者|出席)\s*(?:\(\d+\))?\s*[:：]?\s*(.*)$/i

/** Reads agendas and notes in Markdown: a heading with a date begins a meeting, and holds until the next of its rank. */
export function readNotes(source: string): NotesReading {
  const found: NotesReading = { meetings: [], problems: [] }
  if (source.length > longest) {
    found.problems.push({ line: 1, text: tooLong })
    return found
  }
  const state: State = { found, rank: 0, inAttendance: false, attendanceRank: 0, fenced: false, lines: [] }
  for (const [index, line] of source.split(/\r?\n/).entries()) readLine(state, line, index + 1)
  endMeeting(state)
  if (found.meetings.length === 0) found.problems.push({ line: 1, text: noMeeting })
  return found
}

interface State {
  found: NotesReading
  meeting?: ReadMeeting
  /** Of the heading that began the meeting. */
  rank: number
  inAttendance: boolean
  attendanceRank: number
  fenced: boolean
  lines: string[]
}

function readLine(state: State, line: string, number: number) {
  if (/^\s*(```|~~~)/.test(line)) state.fenced = !state.fenced
  const heading = state.fenced ? null : /^(#{1,6})\s+(.+?)\s*#*$/.exec(line)
  if (heading) return readHeading(state, heading[1]?.length ?? 1, heading[2] ?? '', line, number)
  if (!state.meeting) return readOutside(state, line, number)
  if (!state.fenced && readAttendees(state, line)) return undefined
  readAction(state, line, number)
  state.lines.push(line)
  return undefined
}

function readHeading(state: State, rank: number, words: string, line: string, number: number) {
  const day = findDay(words)
  if (day === 'impossible') state.found.problems.push({ line: number, text: noSuchDay(words) })
  if (day !== undefined && day !== 'impossible' && (!state.meeting || rank <= state.rank)) {
    endMeeting(state)
    beginMeeting(state, { day, title: words.slice(0, 300), line: number, attendees: [], actions: [], body: '' }, rank)
    return
  }
  if (state.meeting && rank <= state.rank) endMeeting(state)
  state.inAttendance = attendance.test(words)
  state.attendanceRank = rank
  if (state.meeting && !state.inAttendance) state.lines.push(line)
}

function beginMeeting(state: State, meeting: ReadMeeting, rank: number) {
  const isTwice = state.found.meetings.some(({ day, title }) => day === meeting.day && title === meeting.title)
  if (isTwice) state.found.problems.push({ line: meeting.line, text: twice(meeting.title) })
  if (isTwice || state.found.meetings.length >= mostMeetings) return
  state.meeting = meeting
  state.rank = rank
}

function endMeeting(state: State) {
  const { meeting, found, lines } = state
  if (meeting) found.meetings.push({ ...meeting, body: lines.join('\n').trim().slice(0, 50_000) })
  delete state.meeting
  state.inAttendance = false
  state.lines = []
}

function readOutside({ found }: State, line: string, number: number) {
  if (/^\s*[-*+]\s+\[[ xX]\]/.test(line)) found.problems.push({ line: number, text: outside })
}

/** `**Attendees:** Ada, Grace`, or such a line or heading and a list under it. */
function readAttendees(state: State, line: string): boolean {
  const plain = line
    .replaceAll(/\*\*|__/g, '')
    .replace(/^\s*[-*+]\s+/, '')
    .trim()
  const named = attendance.exec(plain)
  if (named && /[:：]|^\S+$/.test(plain)) {
    state.inAttendance = true
    takeNames(state, named[1] ?? '')
    return true
  }
  if (!state.inAttendance) return false
  if (plain === '') return true
  if (!/^\s*([-*+]|\d+\.)\s+/.test(line)) {
    state.inAttendance = false
    return false
  }
  if (/^\s*[-*+]\s+\[[ xX]\]/.test(line)) return false
  takeNames(state, line.replace(/^\s*([-*+]|\d+\.)\s+/, ''))
  return true
}

function takeNames({ meeting }: State, words: string) {
  for (const part of words.split(/[,;，；、]/)) {
    const name = part.replaceAll(/\*\*|__|\[|\]\([^)]*\)/g, '').trim()
    if (name !== '' && name.length <= 200 && meeting && meeting.attendees.length < 500) meeting.attendees.push(name)
  }
}

function readAction({ meeting, found, fenced }: State, line: string, number: number) {
  const box = fenced ? null : /^\s*[-*+]\s+\[([ xX])\]\s*(.*)$/.exec(line)
  if (!box || !meeting) return
  const [, who = '', title = ''] = /^(?:@([\p{L}\p{N}._-]+)[:：,，]?\s*)?(.*)$/u.exec((box[2] ?? '').trim()) ?? []
  if (title.trim() === '') found.problems.push({ line: number, text: emptyAction })
  else meeting.actions.push({ who, title: title.trim().slice(0, 300), done: box[1] !== ' ', line: number })
}

/** A day with its year, as notes write it: 2026-05-26, 26 May 2026, May 26, 2026, 2026年5月26日. */
function findDay(words: string): string | 'impossible' | undefined {
  const numbers = /(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})/.exec(words)
  if (numbers) return dayOf(Number(numbers[1]), Number(numbers[2]), Number(numbers[3]))
  const first = /(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})/.exec(words)
  if (first && monthOf(first[2])) return dayOf(Number(first[3]), monthOf(first[2]), Number(first[1]))
  const second = /([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/.exec(words)
  if (second && monthOf(second[1])) return dayOf(Number(second[3]), monthOf(second[1]), Number(second[2]))
  return undefined
}

function monthOf(word = ''): number {
  return months.indexOf(word.slice(0, 3).toLowerCase()) + 1
}

function dayOf(year: number, month: number, day: number): string {
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal ? date.toISOString().slice(0, 10) : 'impossible'
}

function noSuchDay(words: string): Text {
  const shown = words.slice(0, 60)
  return { en: `there is no such day: ${shown}`, zh: `日期不存在：${shown}` }
}
function twice(title: string): Text {
  const shown = title.slice(0, 60)
  return { en: `${shown} is there twice: the first is taken`, zh: `${shown} 重复：只取第一次` }
}
const tooLong: Text = { en: 'longer than 1 MiB: split it', zh: '超过 1 MiB：请拆分' }
const noMeeting: Text = {
  en: 'no heading with a date such as “## 2026-05-26” was found',
  zh: '没有找到带日期的标题，例如 “## 2026-05-26”',
}
const outside: Text = {
  en: 'an action before any heading with a date: it belongs to no meeting and is left out',
  zh: '任务出现在带日期的标题之前：不属于任何会议，已略去',
}
const emptyAction: Text = { en: 'an action without words', zh: '任务没有内容' }
