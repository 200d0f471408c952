/**
 * Works on a desk in a process of its own, from the moment that it is told to: `node test/desk-at-once.ts <database>
 * <login>`. Says what came of it: the numbers of what it asked, and how its answer went.
 */
import { once } from 'node:events'
import { ask } from '../src/requests/desk/asking/service.ts'
import { openDesk } from './desk.ts'
import { about, answerAll, comeIn, decidedNext, keys } from './desk-steps.ts'

const [database = '', login = ''] = process.argv.slice(2)
const desk = await openDesk(database)
const dev = await comeIn(desk, 'dev')
const officer = await comeIn(desk, login)
process.stdout.write('ready\n')
await once(process.stdin, 'data')

const [asked, answered] = await Promise.all([
  Promise.all(keys.map(idempotencyKey => ask(dev, { ...about('new-pad@1.0.0'), idempotencyKey }))),
  answerAll(officer, decidedNext).then(
    () => 'done',
    error => String(error.code ?? error.stack),
  ),
])
process.stdout.write(JSON.stringify({ asked: asked.map(({ number }) => number), answered }))
await desk.close()
process.stdin.destroy()
