import assert from 'node:assert/strict'
import { test } from 'node:test'
import { features } from '../src/app/features.ts'
import { upCommand } from '../src/app/up.ts'
import { healthCommand } from '../src/health/metrics/cli.ts'
import { helpLines } from '../src/platform/cli/command-line.ts'

for (const command of [upCommand, ...features.flatMap(({ commands = [] }) => commands)]) {
  test(`help of ${command.name} says of every option what it takes`, () => {
    const options = helpLines(command, 'en').filter(line => line.startsWith('  --'))
    assert.deepEqual(
      options.filter(line => line.endsWith(' …')),
      [],
    )
  })
}

test('help says what a parameter’s values are, what they are called, and which one it has unless told otherwise', () => {
  const told = (option: string, locale: 'en' | 'zh') => {
    const lines = helpLines(healthCommand, locale)
    const place = lines.findIndex(line => line.startsWith(`  --${option}`))
    return lines.slice(place, place + 2).map(line => line.trim())
  }
  assert.deepEqual(told('bots', 'en'), [
    '--bots include|exclude|only',
    'Bots: include = included, exclude = left out, only = only these; include unless given',
  ])
  assert.deepEqual(told('bots', 'zh'), [
    '--bots include|exclude|only',
    '机器人：include = 计入、exclude = 不计、only = 仅限这些；默认 include',
  ])
  assert.deepEqual(told('standing', 'en')[1], 'New or established; any unless given')
  assert.deepEqual(told('from', 'en'), ['--from DAY', 'From'])
  assert.deepEqual(told('new-for-days', 'en'), ['--new-for-days 1…36500', 'New for days; 90 unless given'])
  assert.deepEqual(told('no-merges', 'en'), ['--no-merges', 'Merge commits: no'])
  assert.deepEqual(told('lang', 'zh'), ['--lang en|zh', '输出语言'])
})
