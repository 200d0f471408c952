/** Opens a database in a process of its own, as several hosts do at once: `node test/open-database.ts <address>`. */
import { openDatabase } from '../src/platform/db/database.ts'

const { db } = await openDatabase(process.argv[2] ?? '')
await db.destroy()
