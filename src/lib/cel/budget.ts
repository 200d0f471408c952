import { type CelEnv, type CelValue, parse, plan } from '@bufbuild/cel'
import { spendOnCall } from './cost-of-call.ts'

/** So many steps a condition may take, each some 80 ns: a condition comes from people, and decides while others wait. */
const budget = 100_000
const longestText = 100_000
/** How many members a list is reckoned with of which nothing is known before it is there. */
const usualMembers = 50

type Expression = NonNullable<ReturnType<typeof parse>['expr']>
type Comprehension = Extract<Expression['exprKind'], { case: 'comprehensionExpr' }>['value']
type Evaluate = ReturnType<typeof plan>

/** Plans an expression such that it never takes more steps than the budget has: beyond them it ends as an error. */
export function planWithin(environment: CelEnv, expression: Expression): Evaluate {
  let left = 0
  const spend = (steps: number) => {
    left -= steps
    if (left < 0) throw new Error(tooManySteps)
  }
  countRounds(expression)
  const evaluate = plan(metered(environment, spend), expression)
  return bindings => {
    left = budget
    return evaluate(bindings)
  }
}

/** Whether it would take too long with lists of usual length; what is shorter than it looks is not let off. */
export function takesTooLong(expression: Expression): boolean {
  return reckon(expression) > budget
}

export const tooManySteps =
  'it takes too many steps: nest fewer lists in each other, and match shorter texts against shorter patterns'

const roundCall = '@round'

/** The same functions, each spending what its call takes; and one that each round of a macro calls. */
function metered(environment: CelEnv, spend: (steps: number) => void): CelEnv {
  const find = (name: string) => {
    if (name === roundCall) return { call: (_id: number, _target: unknown, args: CelValue[]) => round(args, spend) }
    const functions = environment.funcs.find(name)
    return (
      functions && {
        call(id: number, target: CelValue | undefined, args: CelValue[]) {
          spendOnCall(name, target === undefined ? args : [target, ...args], spend)
          const result = functions.call(id, target, args)
          if (typeof result === 'string' && result.length > longestText) throw new Error(tooManySteps)
          return result
        },
      }
    )
  }
  return Object.create(environment, { funcs: { value: { find } } }) as CelEnv
}

function round([steps, goesOn]: CelValue[], spend: (steps: number) => void) {
  spend(Number(steps))
  return goesOn
}

/** Has each round of a macro (`all`, `map` …) spend as many steps as its body has parts. */
function countRounds(expression: Expression) {
  for (const inner of partsOf(expression)) countRounds(inner)
  const { exprKind } = expression
  if (exprKind.case !== 'comprehensionExpr') return
  const { loopCondition } = exprKind.value
  const call = parse(`round(${sizeOfBody(exprKind.value)}, true)`).expr
  if (call?.exprKind.case !== 'callExpr' || !loopCondition) return
  call.exprKind.value.function = roundCall
  call.exprKind.value.args.splice(1, 1, loopCondition)
  exprKind.value.loopCondition = call
}

function sizeOfBody({ loopCondition, loopStep }: Comprehension): number {
  return sizeOf(loopCondition) + sizeOf(loopStep)
}

function sizeOf(expression: Expression | undefined): number {
  if (!expression) return 0
  return partsOf(expression).reduce((sum, part) => sum + sizeOf(part), 1)
}

function reckon(expression: Expression | undefined): number {
  if (!expression) return 0
  if (expression.exprKind.case !== 'comprehensionExpr')
    return partsOf(expression).reduce((sum, part) => sum + reckon(part), 1)
  const { iterRange, loopCondition, loopStep, result } = expression.exprKind.value
  const rounds = membersOf(iterRange)
  return 1 + reckon(iterRange) + rounds * (reckon(loopCondition) + reckon(loopStep)) + reckon(result)
}

function membersOf(range: Expression | undefined): number {
  if (range?.exprKind.case === 'listExpr') return range.exprKind.value.elements.length
  if (range?.exprKind.case === 'structExpr') return range.exprKind.value.entries.length
  if (range?.exprKind.case === 'comprehensionExpr') return membersOf(range.exprKind.value.iterRange)
  return usualMembers
}

function partsOf({ exprKind }: Expression): Expression[] {
  const parts = [...partsOfKind(exprKind)]
  return parts.filter(part => part !== undefined)
}

function* partsOfKind(kind: Expression['exprKind']): Generator<Expression | undefined> {
  if (kind.case === 'selectExpr') yield kind.value.operand
  else if (kind.case === 'callExpr') yield* [kind.value.target, ...kind.value.args]
  else if (kind.case === 'listExpr') yield* kind.value.elements
  else if (kind.case === 'structExpr')
    for (const { keyKind, value } of kind.value.entries)
      yield* [keyKind.case === 'mapKey' ? keyKind.value : undefined, value]
  else if (kind.case === 'comprehensionExpr') {
    const { iterRange, accuInit, loopCondition, loopStep, result } = kind.value
    yield* [iterRange, accuInit, loopCondition, loopStep, result]
  }
}
