import assert from 'node:assert/strict'
import { test } from 'node:test'
import { requirements } from './requirements.ts'

const named = [
  'requirements.txt',
  'requirements/base.txt',
  'requirements-dev.txt',
  'requirements_test.txt',
  'requirements3.txt',
  'dev-requirements.txt',
  'constraints.txt',
  'upper-constraints.txt',
]
for (const path of named) {
  test(`${path} is a list of requirements`, () => assert.ok(requirements.reads(path)))
}

for (const path of [
  'requirements.in',
  'requirements.txt.j2',
  'robots.txt',
  'myrequirements.txt',
  'requirements/a/b.txt',
]) {
  test(`${path} is none`, () => assert.equal(requirements.reads(path), false))
}

test('a text in which no line is a requirement is refused with the first of them', () => {
  assert.throws(() => requirements.read('\n# Hello\nThe system needs:\n* a disk\n'), {
    name: 'SyntaxError',
    message: 'This names no package: The system needs: (line 3)',
  })
})

test('an empty list has no dependencies', () => {
  assert.deepEqual(requirements.read('# nothing yet\n'), { dependencies: [] })
})

test('ranges for several platforms are all kept, and a pin beside them is a package of its own', () => {
  assert.deepEqual(requirements.read('a<2;python_version<"3"\na>=2\na==1.5\na<2'), {
    dependencies: [
      { purl: 'pkg:pypi/a', relation: 'direct', scope: 'runtime', requirement: '<2 || >=2 || <2' },
      { purl: 'pkg:pypi/a@1.5', relation: 'direct', scope: 'runtime' },
    ],
  })
})

test('a comment ends a line that a backslash would continue', () => {
  assert.deepEqual(requirements.read('a==1 \\\n# b==2 \\\nc==3'), {
    dependencies: [
      { purl: 'pkg:pypi/a@1', relation: 'direct', scope: 'runtime' },
      { purl: 'pkg:pypi/c@3', relation: 'direct', scope: 'runtime' },
    ],
  })
})
