import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import { functions, tableFunctions } from '../../lib/duckdb-select/allowed-functions.ts'
import { checkSelect, NotAllowed } from '../../lib/duckdb-select/check-select.ts'
import { quote } from '../../lib/sql/quote.ts'
import type { Failure } from '../failure.ts'
import { askConfined, askForParquet, inspectQuestion, requireNamesOnce } from './ask-confined.ts'
import { openFacts } from './open-facts.ts'

const folder = mkdtempSync(join(tmpdir(), 'ospo-confined-'))
const facts = openFacts(folder)
after(() => {
  facts.close()
  rmSync(folder, { recursive: true, force: true })
})
const secret = join(folder, 'secret.csv')
writeFileSync(secret, 'a\n1\n')

const tables = ['numbers', 'names']
const statements = [
  'create view numbers as select i::integer as a, (i * 2)::bigint as b from range(100) t(i)',
  "create view names as select 'Ada' as name",
]

function ask(sql: string, { mostRows = 5, milliseconds = 5000 } = {}) {
  return askConfined(facts, { sql, tables, statements, files: [], mostRows, milliseconds })
}

async function failureOf(work: Promise<unknown>): Promise<{ code: string; sentence: string }> {
  try {
    const answer = await work
    assert.fail(`answered ${JSON.stringify(answer)}`)
  } catch (error) {
    const { code, text } = error as Failure
    assert.ok(text, String(error))
    assert.doesNotMatch(text.en, /\n\s+at /)
    assert.match(text.zh, /\p{Script=Han}|DuckDB/u)
    return { code, sentence: text.en }
  }
}

const file = quote(secret)
/** What would reach files, settings, other databases, other statements or DuckDB itself. */
const escapes: Record<string, string> = {
  'read_csv in FROM': `select * from read_csv(${file})`,
  'read_csv in capitals': `select * from READ_CSV(${file})`,
  'read_csv with quotes about its name': `select * from "read_csv"(${file})`,
  'read_csv with a comment within': `select * from read_csv/**/(${file})`,
  'read_csv of the system catalog': `select * from system.main.read_csv(${file})`,
  'read_csv of a schema': `select * from main.read_csv(${file})`,
  'read_csv without SELECT': `from read_csv(${file})`,
  'read_csv in a subquery of WHERE': `select 1 where 1 in (select a from read_csv(${file}))`,
  'read_csv in a scalar subquery': `select (select max(a) from read_csv(${file}))`,
  'read_csv in a CTE': `with x as (select * from read_csv(${file})) select * from x`,
  'read_csv in a recursive CTE': `with recursive x as (select 1 as a union all select c.a from x, read_csv(${file}) c) select * from x`,
  'read_csv in a join': `select * from numbers join read_csv(${file}) using (a)`,
  'read_csv in a lateral join': `select * from numbers, lateral (select * from read_csv(${file}))`,
  'read_csv in UNION': `select a from numbers union all select a from read_csv(${file})`,
  'read_csv in ORDER BY': `select * from numbers order by (select max(a) from read_csv(${file}))`,
  'read_csv in LIMIT': `select * from numbers limit (select max(a) from read_csv(${file}))`,
  'read_csv in GROUP BY': `select 1 from numbers group by (select max(a) from read_csv(${file}))`,
  'read_csv in HAVING': `select a from numbers group by a having a = (select max(a) from read_csv(${file}))`,
  'read_csv in QUALIFY': `select a from numbers qualify row_number() over () = (select max(a) from read_csv(${file}))`,
  'read_csv in a window': `select sum(a) over (order by (select max(a) from read_csv(${file}))) from numbers`,
  'read_csv in FILTER': `select count(*) filter (a = (select max(a) from read_csv(${file}))) from numbers`,
  'read_csv in CASE': `select case when true then (select max(a) from read_csv(${file})) end`,
  'read_csv in a lambda': `select list_transform([1], lambda x: x + (select max(a) from read_csv(${file})))`,
  'read_csv in EXISTS': `select exists (from read_csv(${file}))`,
  'read_csv in ARRAY': `select array(select a from read_csv(${file}))`,
  'read_csv in VALUES': `values ((select max(a) from read_csv(${file})))`,
  'read_csv in PIVOT': `select * from (from read_csv(${file})) pivot (sum(a) for a in (1))`,
  'read_csv in UNPIVOT': `select * from (from read_csv(${file})) unpivot (v for n in (a))`,
  'read_csv in SAMPLE': `select * from read_csv(${file}) using sample 1`,
  'read_csv below DESCRIBE': `describe select * from read_csv(${file})`,
  'read_csv below SUMMARIZE': `summarize select * from read_csv(${file})`,
  'read_csv as the argument of a table function': `select * from unnest((select list(a) from read_csv(${file})))`,
  'a file in place of a table': `select * from ${file}`,
  'a file with quotes of a name': `select * from "${secret}"`,
  'a file without SELECT': `from ${file}`,
  'TABLE of a file': `table "${secret}"`,
  'DESCRIBE of a file': `describe ${file}`,
  'SUMMARIZE of a file': `summarize ${file}`,
  'a file under the name of a CTE': `with "${secret}" as (select 1) select * from ${file}`,
  'a file under the name of a CTE elsewhere': `select * from ${file} where 1 in (with "secret.csv" as (select 1) from "secret.csv")`,
  'a table of DuckDB under the name of a CTE elsewhere':
    'select * from sqlite_master where 1 in (with sqlite_master as (select 1) from sqlite_master)',
  'duckdb_views under the name of a CTE elsewhere':
    'select * from duckdb_views where 1 in (with "DuckDB_Views" as (select 1) from duckdb_views)',
  'pg_class under the name of a recursive CTE elsewhere':
    'select * from pg_class, (with recursive pg_class as (select 1 union select 2) from pg_class)',
  'a file on the network': "select * from 'https://example.com/a.parquet'",
  'a bucket': "select * from 's3://bucket/a.parquet'",
  'SHOW TABLES': 'show tables',
  'SHOW ALL TABLES': 'show all tables',
  'SHOW DATABASES': 'show databases',
  'SHOW TABLES in FROM': 'select * from (show tables)',
  'a table of information_schema': 'select * from information_schema.tables',
  'a table of pg_catalog': 'select * from pg_catalog.pg_views',
  sqlite_master: 'select * from sqlite_master',
  'duckdb_views as a view': 'select * from duckdb_views',
  'pragma_database_list as a view': 'select * from pragma_database_list',
  'a table by its schema': 'select * from main.numbers',
  'a table by its database': 'select * from memory.main.numbers',
  'two statements': 'select 1; select 2',
  'a second statement of another kind': `select 1; copy (select 1) to ${file}`,
  'a second statement behind a comment': 'select 1 /* ; */; drop view numbers',
  'a parameter': 'select $1',
  'a named parameter': 'select $name',
  'a question mark': 'select ?',
  ATTACH: `attach ${file} as x`,
  DETACH: 'detach memory',
  USE: 'use memory',
  'COPY TO': `copy (select 1) to ${file}`,
  'COPY FROM': `copy numbers from ${file}`,
  'COPY FROM DATABASE': 'copy from database memory to x',
  'EXPORT DATABASE': `export database ${file}`,
  'IMPORT DATABASE': `import database ${file}`,
  INSTALL: 'install httpfs',
  'FORCE INSTALL': 'force install httpfs',
  LOAD: 'load httpfs',
  'UPDATE EXTENSIONS': 'update extensions',
  PRAGMA: 'pragma database_list',
  'PRAGMA with a value': "pragma temp_directory='/tmp'",
  CALL: 'call pragma_version()',
  SET: 'set threads = 1',
  'SET GLOBAL': 'set global enable_external_access = true',
  'SET VARIABLE': 'set variable x = 1',
  RESET: 'reset threads',
  'CREATE TABLE': 'create table x as select 1',
  'CREATE TEMP TABLE': 'create temp table x as select 1',
  'CREATE VIEW': 'create view x as select 1',
  'CREATE OR REPLACE VIEW': 'create or replace view numbers as select 1',
  'CREATE MACRO': 'create macro x() as 1',
  'CREATE TABLE MACRO': `create macro x() as table select * from read_csv(${file})`,
  'CREATE SECRET': "create secret x (type s3, key_id 'a', secret 'b')",
  'CREATE SCHEMA': 'create schema x',
  'CREATE SEQUENCE': 'create sequence x',
  'CREATE TYPE': "create type x as enum ('a')",
  'CREATE INDEX': 'create index x on numbers (a)',
  INSERT: 'insert into numbers values (1, 2)',
  'INSERT in a CTE': 'with x as (insert into numbers values (1, 2) returning *) select * from x',
  UPDATE: 'update numbers set a = 1',
  DELETE: 'delete from numbers',
  MERGE: 'merge into numbers using names on true when matched then delete',
  TRUNCATE: 'truncate numbers',
  DROP: 'drop view numbers',
  ALTER: 'alter view numbers rename to x',
  'COMMENT ON': "comment on view numbers is 'x'",
  BEGIN: 'begin',
  COMMIT: 'commit',
  CHECKPOINT: 'checkpoint',
  VACUUM: 'vacuum',
  ANALYZE: 'analyze',
  PREPARE: 'prepare x as select 1',
  EXECUTE: 'execute x',
  DEALLOCATE: 'deallocate x',
  EXPLAIN: 'explain select 1',
  'EXPLAIN ANALYZE': 'explain analyze select 1',
  'PIVOT that makes a type': 'pivot numbers on a using sum(b)',
  getenv: "select getenv('HOME')",
  current_setting: "select current_setting('temp_directory')",
  getvariable: "select getvariable('x')",
  'a function of pg_catalog': 'select pg_catalog.pg_get_viewdef(1)',
  'a function within a list': "select list_transform(['temp_directory'], lambda x: current_setting(x))",
  'a function as a method': "select ('temp_directory').current_setting()",
  'a function in a window': "select max(current_setting('threads')) over ()",
  'a function in a column expression': "select columns(c -> c = current_setting('threads')) from numbers",
  'a function below DESCRIBE': "describe select current_setting('threads')",
  'a table function in SELECT': `select read_text(${file})`,
  'query()': "from query('select 1')",
  'query_table()': "from query_table('numbers')",
  'json_execute_serialized_sql()': "from json_execute_serialized_sql(json_serialize_sql('select 1'))",
  'json_serialize_plan()': `select json_serialize_plan('select * from read_csv(${file.replaceAll("'", "''")})')`,
}

for (const [name, sql] of Object.entries(escapes)) {
  test(`refused: ${name}`, async () => {
    const { code, sentence } = await failureOf(ask(sql))
    assert.match(code, /^(not-allowed|invalid-input)$/)
    // Refused by what it is, not because something happens to be missing.
    assert.match(
      sentence,
      /allowed here|Only questions|There is no table|One statement|no parameters|no name for|A CTE needs/,
    )
  })
}

test('of all functions of this DuckDB those are refused that are not named as harmless, and all that are named are there', async () => {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const wordsOfGrammar: string[] = []
  const kinds = `select lower(function_name) as name, bool_or(function_type in ('table', 'table_macro')) as rows from duckdb_functions()
    where function_type <> 'pragma' and function_name similar to '[A-Za-z_0-9]+' group by 1 order by 1`
  const known = (await connection.runAndReadAll(kinds)).getRowsJS() as [string, boolean][]
  const names = new Set(known.map(([name]) => name))
  assert.deepEqual(
    [...functions, ...tableFunctions].filter(name => !names.has(name)),
    [],
  )
  const allowed: string[] = []
  for (const [name, rows] of known) {
    const sql = rows ? `from ${name}(1)` : `select ${name}(1)`
    const read = await connection.runAndReadAll('select json_serialize_sql($1::varchar)', [sql])
    const tree = JSON.parse(String(read.getRowsJS()[0]?.[0])) as { error: boolean }
    if (tree.error) wordsOfGrammar.push(name)
    else if (isAllowed(tree)) allowed.push(name)
  }
  assert.deepEqual(wordsOfGrammar, ['nullif', 'position'])
  const read = known.filter(([name]) => !wordsOfGrammar.includes(name))
  const expected = read.filter(([name, rows]) => (rows ? tableFunctions : functions).has(name)).map(([name]) => name)
  assert.deepEqual(allowed, expected)
  assert.deepEqual(
    allowed.filter(name =>
      /^read|_read|scan|glob|sniff|sett?ing|env|pragma|duckdb|secret|file_|query|log_|sleep|^pg_(?!typeof)/.test(name),
    ),
    [],
  )
})

function isAllowed(tree: unknown) {
  try {
    checkSelect(tree, [], new Set())
    return true
  } catch (error) {
    assert.ok(error instanceof NotAllowed)
    return false
  }
}

test('not even a statement of ours reads a file that is not named, or writes one', async () => {
  const path = join(folder, 'other.parquet')
  await facts.query('select 1')
  for (const statement of [
    `create view numbers as select * from read_csv(${file})`,
    `create view numbers as select * from ${quote(path)}`,
    `copy (select 1) to ${quote(path)}`,
  ])
    await assert.rejects(
      askConfined(facts, {
        sql: 'from numbers',
        tables,
        statements: [statement],
        files: [],
        mostRows: 1,
        milliseconds: 5000,
      }),
      /disabled by configuration/,
    )
})

test('a question is answered with names, types, and values as they are', async () => {
  const sql = `select a, b, a / 4 as share, a::decimal(9, 2) / 8 as money, 9007199254740993 as large, 'x' || a as word, a = 2 as two,
    timestamp '2026-01-05 10:00:00' as at, date '2026-01-05' as day, [a, 2] as list, {'k': a} as pair, null as none, 'nan'::double as nan
    from numbers where a = 2`
  const { columns, rows, isCut } = await ask(sql)
  assert.deepEqual(
    columns.map(({ name, type }) => `${name} ${type}`),
    [
      ...['a INTEGER', 'b BIGINT', 'share DOUBLE', 'money DOUBLE', 'large BIGINT', 'word VARCHAR', 'two BOOLEAN'],
      ...['at TIMESTAMP', 'day DATE', 'list INTEGER[]', 'pair STRUCT("k" INTEGER)', 'none INTEGER', 'nan DOUBLE'],
    ],
  )
  assert.deepEqual(rows, [
    [
      ...[2, 4, 0.5, 0.25, '9007199254740993', 'x2', true],
      ...['2026-01-05 10:00:00', '2026-01-05', '[2,2]', '{"k":2}', null, 'NaN'],
    ],
  ])
  assert.equal(isCut, false)
})

test('a decimal with more digits than a number keeps is given as it is', async () => {
  const sql =
    "select '-12345678901234567890.12'::decimal(38, 2) as long, '1234.50'::decimal(38, 20) as short, '1e20'::decimal(38, 2) as large"
  assert.deepEqual((await ask(sql)).rows, [['-12345678901234567890.12', 1234.5, 1e20]])
})

test('all that a SELECT can be is answered', async () => {
  const questions: [string, unknown[][]][] = [
    ['values (1), (2)', [[1], [2]]],
    ['from names', [['Ada']]],
    ['table names', [['Ada']]],
    ['with x as (from names) select count(*) from x', [[1]]],
    ['WITH Numbers2 AS (select max(a) as m from NUMBERS) select m from numbers2', [[99]]],
    ['with recursive r as (select 1 as n union all select n + 1 from r where n < 3) from r', [[1], [2], [3]]],
    ['describe names', [['name', 'VARCHAR', 'YES', null, null, null]]],
    ['select column_name, max from (summarize names)', [['name', 'Ada']]],
    [
      'select a, row_number() over (order by a desc) from numbers where a < 2 order by a',
      [
        [0, 2],
        [1, 1],
      ],
    ],
    ['select unnest([3, 4])', [[3], [4]]],
    ['select * from generate_series(1, 2) t(i)', [[1], [2]]],
    ['from (select a % 2 as odd, b from numbers) pivot (sum(b) for odd in (0, 1))', [[4900, 5000]]],
    ['select list_transform([1, 2], lambda x: x + 1)', [['[2,3]']]],
    ['select 1 as a, 2 as a', [[1, 2]]],
    [
      "select coalesce(null, extract(year from date '2026-01-05')), 'a' like '_', -1, 5!, current_date > date '2020-01-01'",
      [[2026, true, -1, 120, true]],
    ],
    ['select count(*) from numbers n semi join names on true asof join numbers m on n.a >= m.a', [[100]]],
    ['select a from numbers limit 1; -- done', [[0]]],
  ]
  for (const [sql, rows] of questions) assert.deepEqual((await ask(sql)).rows, rows, sql)
})

test('it is told which tables a question names, and they alone', async () => {
  assert.deepEqual(await inspectQuestion('select * from NUMBERS join names on true', tables), ['names', 'numbers'])
  assert.deepEqual(await inspectQuestion("select 'names' from numbers", tables), ['numbers'])
  assert.deepEqual(await inspectQuestion('select 1', tables), [])
})

test('no more rows are read than asked for, however many there are', async () => {
  const { rows, isCut } = await ask('select i from range(1000000000000) t(i)', { mostRows: 3 })
  assert.deepEqual([rows, isCut], [[[0], [1], [2]], true])
  assert.equal((await ask('select i from range(3) t(i)', { mostRows: 3 })).isCut, false)
})

const late = 'The question was stopped after 1 seconds: narrow it down by project or period'
const tooMuch = 'The question takes more time or memory than there is: narrow it down by project or period'

for (const [name, sql] of [
  ['a cross join of ranges', 'select count(*) from range(10000000) a, range(10000000) b'],
  [
    'a recursion without end',
    'with recursive r as (select 1 as n union all select n + 1 from r) select count(*) from r',
  ],
  [
    'a regular expression that backtracks',
    "select count(*) from range(100000000) t(i) where regexp_matches(repeat('a', 30) || i, '(a+)+$')",
  ],
] as const) {
  test(`stopped in time: ${name}`, async () => {
    const began = performance.now()
    assert.deepEqual(await failureOf(ask(sql, { milliseconds: 1000 })), { code: 'too-large', sentence: late })
    assert.ok(performance.now() - began < 10_000)
  })
}

test('one whose single step takes too long is ended with its process, and others are answered after', async () => {
  const sql = "select max(levenshtein(repeat('ab', 400000), repeat('ba', 400000)))"
  assert.deepEqual(await failureOf(ask(sql, { milliseconds: 300 })), { code: 'too-large', sentence: tooMuch })
  assert.deepEqual((await ask('select 1')).rows, [[1]])
})

test('a huge text does not take the server with it', async () => {
  const sql = "select sum(length(repeat('x', 500000000) || i::varchar)) from range(50) t(i)"
  const failure = await failureOf(ask(sql, { milliseconds: 10_000 }))
  assert.equal(failure.code, 'too-large')
  assert.ok(process.memoryUsage.rss() < 1024 ** 3)
  assert.deepEqual((await ask('select 1')).rows, [[1]])
})

test('what does not fit into memory is put aside, and nothing of it stays', async () => {
  const sql = 'select count(*) from (select i, count(*) from range(20000000) t(i) group by i)'
  assert.deepEqual((await ask(sql, { milliseconds: 60_000 })).rows, [[20_000_000]])
  assert.deepEqual(readdirSync(facts.folder('analysis', 'answers')), [])
})

test('an answer that is too large is refused in a sentence', async () => {
  assert.deepEqual(await failureOf(ask("select repeat('x', 10000000) from range(5)", { milliseconds: 60_000 })), {
    code: 'too-large',
    sentence: 'The answer is larger than 32 MiB: ask for less columns or rows',
  })
})

test('what keeps more in memory than there is ends in a sentence', async () => {
  assert.deepEqual(await failureOf(ask('select len(list(i)) from range(2000000000) t(i)', { milliseconds: 60_000 })), {
    code: 'too-large',
    sentence: 'The question takes more memory than there is: narrow it down, or group before joining',
  })
})

test('a number that is larger than any is infinite, and no mistake of ours', async () => {
  const { rows } = await ask(`select 1e309 as a, -1e309 as b, '{"value":Infinity}' as c`)
  assert.deepEqual(rows, [['Infinity', '-Infinity', '{"value":Infinity}']])
  const question = { tables, statements, files: [], mostRows: 9, milliseconds: 5000 }
  for (const sql of ['select 1e309 as a', 'select a from numbers where a < -1e309']) {
    const { code, sentence } = await failureOf(askForParquet(facts, { ...question, sql }))
    assert.deepEqual(
      [code, /^The question holds a number that is larger than any/.test(sentence)],
      ['invalid-input', true],
    )
  }
  await askForParquet(facts, { ...question, sql: `select 'inf'::double as a, '{"value":Infinity}' as b` })
})

test('a mistake is told in DuckDB’s words', async () => {
  for (const [sql, sentence] of [
    ['selct 1', /^DuckDB: syntax error at or near "selct"$/],
    [
      'select q from numbers',
      /^DuckDB: Binder Error: Referenced column "q" not found in FROM clause!\nCandidate bindings: "a"/,
    ],
    ["select 'a'::integer", /^DuckDB: Conversion Error: Could not convert string 'a' to INT32/],
    ["select error('stop')", /^DuckDB: Invalid Input Error: stop$/],
    ['', /^There is no question: write SELECT …$/],
    ['-- nothing', /^There is no question/],
    [`select ${'('.repeat(50_000)}1${')'.repeat(50_000)}`, /^DuckDB: memory exhausted at or near/],
    [`select ${Array(20_000).fill('1').join('+')}`, /^DuckDB: Max expression depth limit of 1000 exceeded/],
    ['select \u0000', /^DuckDB: /],
  ] as const)
    assert.match((await failureOf(ask(sql))).sentence, sentence, sql.slice(0, 40))
})

test('two columns of one name are refused by it in what goes by names, which would lose the first; a table has both', async () => {
  const expected = {
    code: 'invalid-input',
    sentence:
      'Two columns of the answer have the name “A”, which neither JSON nor Parquet can hold: name one of them by AS',
  }
  const sql = "select 'x' as a, 'y' as \"A\""
  const question = { sql, tables, statements, files: [], mostRows: 9, milliseconds: 5000 }
  const answer = await askConfined(facts, question)
  assert.deepEqual(answer.rows, [['x', 'y']])
  assert.deepEqual(await failureOf((async () => requireNamesOnce(answer))()), expected)
  assert.deepEqual(await failureOf(askForParquet(facts, question)), expected)
})

test('an answer is a Parquet file with the same columns and rows', async () => {
  const question = { tables, statements, files: [], mostRows: 98, milliseconds: 5000 }
  const sql =
    'with x as (select a, b, [a] as list from numbers where a > 1) select * from x order by a desc -- all of them'
  const path = join(folder, 'facts', 'answer.parquet')
  writeFileSync(path, await askForParquet(facts, { ...question, sql }))
  assert.deepEqual(
    await facts.query(`select count(*) as n, max(a) as m, min(a) as l, min(list) as k from ${quote(path)}`),
    [{ n: 98, m: 99, l: 2, k: [2] }],
  )
  assert.equal((await failureOf(askForParquet(facts, { ...question, sql, mostRows: 97 }))).code, 'too-large')
  for (const sql of ['select * from read_csv(1)', `select 1) to ${file} (format csv); select (1`])
    await assert.rejects(askForParquet(facts, { ...question, sql }))
})
