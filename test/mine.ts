/** Mines a repository in a process of its own, which a test may kill: `node test/mine.ts <data> <repository>`. */
import { mineChanges, mineCommits } from '../src/health/history/service.ts'
import { openFacts } from '../src/platform/facts/open-facts.ts'

const [data = '', path = ''] = process.argv.slice(2)
const facts = openFacts(data)
const ctx = { facts, now: () => new Date() }
await mineCommits(ctx, { id: 'it', path })
await mineChanges(ctx, { id: 'it', path })
facts.close()
