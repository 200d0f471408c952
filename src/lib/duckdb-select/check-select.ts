import type { Text } from '../text/text.ts'
import { functions, tableFunctions } from './allowed-functions.ts'

/** What a question may not do, in a sentence. */
export class NotAllowed extends Error {
  readonly text: Text

  constructor(text: Text) {
    super(text.en)
    this.text = text
  }
}

/** Parts of a query that hold others. Expressions are told apart by their class. */
const parts = new Set(
  `SELECT_NODE SET_OPERATION_NODE RECURSIVE_CTE_NODE CTE_NODE BASE_TABLE SUBQUERY JOIN TABLE_FUNCTION EXPRESSION_LIST EMPTY SHOW_REF
  PIVOT ORDER_MODIFIER LIMIT_MODIFIER LIMIT_PERCENT_MODIFIER DISTINCT_MODIFIER ASCENDING DESCENDING ORDER_DEFAULT`.split(
    /\s+/,
  ),
)

const expressions = new Set(
  `CONSTANT COLUMN_REF FUNCTION WINDOW OPERATOR COMPARISON CONJUNCTION CASE CAST STAR SUBQUERY LAMBDA LAMBDA_REF BETWEEN COLLATE
  POSITIONAL_REFERENCE`.split(/\s+/),
)

type Node = Record<string, unknown>

/**
 * Holds a statement to what a reader may ask: one SELECT over these tables and functions that compute, whatever it is called. It is
 * judged by DuckDB's own reading of it: `tree` is what its `json_serialize_sql` gives. Gives the tables that it names. What is `taken`
 * by DuckDB itself, in small letters, no part of the statement may be called.
 */
export function checkSelect(tree: unknown, tables: readonly string[], taken: ReadonlySet<string>): string[] {
  const statements = isNode(tree) && Array.isArray(tree['statements']) ? (tree['statements'] as unknown[]) : []
  const [statement, ...others] = statements
  if (statement === undefined) throw new NotAllowed(sentences.nothing)
  if (others.length > 0) throw new NotAllowed(sentences.oneOnly)
  const names: Names = {
    tables: new Map(tables.map(table => [table.toLowerCase(), table])),
    taken,
    own: new Set(),
    used: new Set(),
  }
  eachNode(statement, node => takeOwnNames(node, names))
  eachNode(statement, node => checkNode(node, names))
  return [...names.used].sort()
}

interface Names {
  /** By their names in small letters. */
  tables: ReadonlyMap<string, string>
  taken: ReadonlySet<string>
  /** What the statement itself calls so. */
  own: Set<string>
  used: Set<string>
}

/** Without recursion: a statement may be nested as deep as it likes. */
function eachNode(root: unknown, visit: (node: Node) => void) {
  const waiting = [root]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (isNode(next)) visit(next)
    // Not all at once: of a long list that would be too many arguments.
    for (const one of Object.values(next as object) as unknown[]) if (isObject(one)) waiting.push(one)
  }
}

/** A name with a dot or a slash could be that of a file; one of DuckDB's own tables would mean these wherever the part is not seen. */
const plainName = /^[\p{L}_][\p{L}\p{N}_ ]*$/u

function takeOwnNames({ cte_map }: Node, { own, taken }: Names) {
  const entries = isNode(cte_map) && Array.isArray(cte_map['map']) ? (cte_map['map'] as unknown[]) : []
  for (const entry of entries) {
    const name = isNode(entry) ? String(entry['key']) : ''
    if (!plainName.test(name) || taken.has(name.toLowerCase())) throw new NotAllowed(sentences.badName(name))
    own.add(name.toLowerCase())
  }
}

function checkNode(node: Node, names: Names) {
  const { type } = node
  if (typeof node['class'] === 'string') checkExpression(node)
  else if (typeof type === 'string' && !parts.has(type) && !type.endsWith('_TYPE_INFO'))
    throw new NotAllowed(sentences.noPart(type))
  else if (type === 'BASE_TABLE') checkTable(node, names)
  else if (type === 'SHOW_REF' && !isNode(node['query'])) throw new NotAllowed(sentences.noPart('SHOW'))
  if (type === 'TABLE_FUNCTION') checkFunction(isNode(node['function']) ? node['function'] : {}, tableFunctions)
}

function checkExpression(node: Node) {
  const kind = String(node['class'])
  if (!expressions.has(kind))
    throw new NotAllowed(kind === 'PARAMETER' ? sentences.noParameters : sentences.noPart(kind))
  if ('function_name' in node) checkFunction(node, kind === 'FUNCTION' ? anyFunction : functions)
}

/** Table functions stand among expressions, too: which of both is meant is told by where. */
const anyFunction = functions.union(tableFunctions)

function checkFunction({ function_name, schema = 'main', catalog = '' }: Node, allowed: ReadonlySet<string>) {
  const name = String(function_name)
  const isOperator = /^[^\p{L}\p{N}_]+$/u.test(name) || name === '!__postfix'
  const isOurs = catalog === '' && (schema === 'main' || schema === '')
  if (!isOurs || !(isOperator || allowed.has(name.toLowerCase()))) throw new NotAllowed(sentences.noFunction(name))
}

function checkTable({ table_name, schema_name = '', catalog_name = '' }: Node, { tables, own, used }: Names) {
  const name = String(table_name)
  const key = name.toLowerCase()
  const known = tables.get(key)
  const isQualified = schema_name !== '' || catalog_name !== ''
  if (isQualified || !(known || own.has(key))) {
    const whole = [catalog_name, schema_name, name].filter(Boolean).join('.')
    throw new NotAllowed(sentences.noTable(whole, [...tables.values()].join(', ')))
  }
  if (known) used.add(known)
}

function isNode(value: unknown): value is Node {
  return isObject(value) && !Array.isArray(value)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

const sentences = {
  nothing: { en: 'There is no question: write SELECT …', zh: '没有查询语句：请写 SELECT …' },
  oneOnly: {
    en: 'One statement at a time: remove what stands behind the first semicolon',
    zh: '一次只能执行一条语句：请删除第一个分号之后的内容',
  },
  noParameters: {
    en: 'There are no parameters here: write the value itself',
    zh: '此处不支持参数：请直接写入值',
  },
  badName: (name: string): Text => ({
    en: `${name} is no name for a part of a query: use letters, digits and _, and no name that DuckDB has already`,
    zh: `${name} 不能用作子查询的名称：请使用字母、数字和下划线，且不与 DuckDB 已有的名称相同`,
  }),
  noPart: (what: string): Text => ({
    en: `${what} is not allowed here: a question reads the tables of the data dictionary, and nothing else`,
    zh: `此处不允许 ${what}：查询只能读取数据字典中的表`,
  }),
  noFunction: (name: string): Text => ({
    en: `The function ${name} is not allowed here: a question may compute, but neither reach files nor settings`,
    zh: `此处不允许函数 ${name}：查询可以计算，但不能访问文件和设置`,
  }),
  noTable: (name: string, all: string): Text => ({
    en: `There is no table ${name}: there are ${all}`,
    zh: `没有表 ${name}：现有 ${all}`,
  }),
}
