import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCoverage } from './read-coverage.ts'

test('LCOV counts each line of a file once, however often it is reported', () => {
  const lcov =
    'TN:\nSF:a.c\nDA:1,3\nDA:2,0\nDA:3,1\nLF:3\nLH:2\nend_of_record\nSF:b.c\nDA:1,0\nend_of_record\nSF:a.c\nDA:2,5\nend_of_record\n'
  assert.deepEqual(readCoverage(lcov), { format: 'lcov', covered: 3, total: 4 })
  assert.deepEqual(readCoverage('SF:a.c\nLF:10\nLH:7\nend_of_record\n'), { format: 'lcov', covered: 7, total: 10 })
})

test('Cobertura counts a line below its class and its method once', () => {
  const line = '<line number="1" hits="2"/><line number="2" hits="0"/>'
  const xml = `<?xml version="1.0"?><!DOCTYPE coverage SYSTEM "http://cobertura.example/x.dtd"><coverage line-rate="0.5"><packages><package name="p"><classes><class name="A" filename="A.py"><methods><method name="m"><lines>${line}</lines></method></methods><lines>${line}<line number="3" hits="1"/></lines></class></classes></package></packages></coverage>`
  assert.deepEqual(readCoverage(xml), { format: 'cobertura', covered: 2, total: 3 })
})

test('JaCoCo and Clover tell their sums', () => {
  const jacoco =
    '<report name="r"><package name="p"><counter type="LINE" missed="1" covered="1"/></package><counter type="INSTRUCTION" missed="9" covered="1"/><counter type="LINE" missed="3" covered="9"/></report>'
  assert.deepEqual(readCoverage(jacoco), { format: 'jacoco', covered: 9, total: 12 })
  const clover =
    '<coverage generated="1"><project timestamp="1"><file name="a"><metrics statements="4" coveredstatements="1"/></file><metrics statements="8" coveredstatements="6"/></project></coverage>'
  assert.deepEqual(readCoverage(clover), { format: 'clover', covered: 6, total: 8 })
})

test('a Go profile counts statements of each block once', () => {
  const profile = 'mode: set\na/b.go:1.2,3.4 3 0\na/b.go:5.2,6.4 2 1\na/b.go:1.2,3.4 3 1\n'
  assert.deepEqual(readCoverage(profile), { format: 'go', covered: 5, total: 5 })
})

test('Istanbul’s summary tells its lines', () => {
  const json = JSON.stringify({ total: { lines: { total: 40, covered: 31, skipped: 0, pct: 77.5 } } })
  assert.deepEqual(readCoverage(json), { format: 'istanbul', covered: 31, total: 40 })
})

test('what is no report, or tells of nothing, is told so', () => {
  for (const text of ['', 'hello', '{"total":1}', '{', '<coverage>', '<html></html>', 'mode: set\n']) {
    const read = readCoverage(text)
    assert.ok('problem' in read, text)
    assert.match(read.problem.zh, /报告/)
  }
})
