/**
 * Takes a step of the desk in a process of its own, and kills it when it is about to send its n-th statement that changes
 * anything, or has just sent it: `node test/desk-step.ts <database> <step> before|after <n>`. A process that takes fewer
 * ends by itself, and says how many it took.
 */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import pg from 'pg'
import { openDesk } from './desk.ts'
import { steps } from './desk-steps.ts'

const [database = '', step = '', when = '', n = ''] = process.argv.slice(2)
const changes = /^\s*(begin|insert|update|delete|commit|rollback)/i
let count = 0

function counted<Answer>(statement: unknown, send: () => Answer): Answer {
  if (!changes.test(String(statement))) return send()
  count++
  if (count === Number(n) && when === 'before') process.kill(process.pid, 'SIGKILL')
  const answer = send()
  if (count === Number(n) && when === 'after') process.kill(process.pid, 'SIGKILL')
  return answer
}

const desk = await openDesk(database)

const { prepare } = DatabaseSync.prototype
DatabaseSync.prototype.prepare = function (...given) {
  const [text] = given
  const statement = prepare.apply(this, given)
  const counting = <Method extends (...values: SQLInputValue[]) => unknown>(method: Method) =>
    ((...values: SQLInputValue[]) => counted(text, () => method.apply(statement, values))) as Method
  return Object.assign(statement, { run: counting(statement.run), all: counting(statement.all) })
}
const send = pg.Client.prototype.query as (...given: unknown[]) => unknown
Object.assign(pg.Client.prototype, {
  query(this: pg.Client, ...given: unknown[]) {
    return counted(given[0], () => send.apply(this, given))
  },
})

await steps[step as keyof typeof steps](desk)
process.stdout.write(String(count))
await desk.close()
