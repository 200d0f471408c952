import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { findAttribute, parseAttributes } from './attributes.ts'
import { matchesName } from './wildmatch.ts'

const wanted = new Set(['linguist-generated'])

test('any attributes give the answers of git check-attr', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ospo-attributes-'))
  try {
    execFileSync('git', ['init', '-q', folder])
    mkdirSync(join(folder, 'a'))
    const part = fc.constantFrom(
      'a',
      'b',
      'ab',
      '*',
      'a*',
      '*b',
      '?',
      '**',
      '[ab]',
      '[!a]',
      '[a-c]x',
      '\\a',
      '[[:alpha:]]',
      'a**b',
      '[]]',
    )
    const pattern = fc.tuple(
      fc.constantFrom('', '/', '!'),
      fc.array(part, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('', '/'),
    )
    const state = fc.constantFrom(
      'linguist-generated',
      '-linguist-generated',
      '!linguist-generated',
      'linguist-generated=yes',
      'text',
    )
    const line = fc.tuple(pattern, state, fc.boolean()).map(([[start, parts, end], state, quoted]) => {
      const pattern = `${start}${parts.join('/')}${end}`
      return `${quoted && !pattern.includes('\\') ? `"${pattern}"` : pattern} ${state}`
    })
    const lines = fc.array(fc.oneof({ weight: 4, arbitrary: line }, fc.constantFrom('', '# note', '\t')), {
      maxLength: 6,
    })
    const path = fc
      .array(fc.constantFrom('a', 'b', 'ab', 'c', 'ax', 'aab', ']'), { minLength: 1, maxLength: 4 })
      .map(names => names.join('/'))
    fc.assert(
      fc.property(lines, lines, fc.array(path, { minLength: 10, maxLength: 16 }), (root, inside, paths) => {
        writeFileSync(join(folder, '.gitattributes'), root.join('\n'))
        writeFileSync(join(folder, 'a/.gitattributes'), inside.join('\n'))
        const rules = [
          ...parseAttributes(root.join('\n'), '', wanted),
          ...parseAttributes(inside.join('\n'), 'a', wanted),
        ]
        const ours = paths.map(path => wordFor(findAttribute(rules, path, 'linguist-generated')))
        assert.deepEqual(ours, askGit(folder, paths))
      }),
      { numRuns: 150 },
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a pattern of many stars is matched in time', () => {
  assert.equal(matchesName('*a'.repeat(2000), 'a'.repeat(20_000).concat('b')), false)
})

function askGit(folder: string, paths: string[]) {
  const args = ['-C', folder, 'check-attr', '-z', '--stdin', 'linguist-generated']
  const answer = execFileSync('git', args, { input: paths.join('\0'), stdio: ['pipe', 'pipe', 'ignore'] }).toString()
  return answer.split('\0').filter((_, index) => index % 3 === 2)
}

function wordFor(value: string | boolean | undefined) {
  if (value === undefined) return 'unspecified'
  if (typeof value === 'string') return value
  return value ? 'set' : 'unset'
}
