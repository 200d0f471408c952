import { openApp } from '../src/app/app.ts'
import { fillGroups, fillLibrary, fillSummit, hireOfficer, nominations } from './community-data.ts'
import { type Bench, inTurns, type Print, time } from './measure.ts'

const quickPage = 200

/** 500 working groups with 20,000 things to do, 1,000 nominations before 30 voters, a library of 20,000 items. */
export const community: Bench = {
  name: 'community',
  async run(_, print) {
    const app = await openApp({ data: undefined })
    try {
      const ctx = await app.localContext()
      const { accounts, officer, session } = await hireOfficer(ctx)
      await fillGroups(ctx, officer)
      await fillSummit(ctx, accounts)
      await fillLibrary(ctx)
      await measure(app.fetch, session, pages, print)
    } finally {
      await app.close()
    }
  },
}

const pages = [
  '/working-groups',
  '/working-groups?page=5',
  '/working-groups?text=group+4',
  '/working-groups/wg-0',
  '/working-groups/wg-0?page=90',
  '/public/groups',
  '/public/groups/wg-0',
  '/public/calendars/group/wg-0.ics',
  '/public/calendars/all.ics',
  '/summits',
  '/summits/peers',
  `/summits/peers/nominations/n${nominations - 1}`,
  '/public/summits/peers',
  '/library',
  '/library?page=300',
  '/library?text=governance',
  '/library?text=governance+security',
  '/library?text=开源治理',
  '/library?kind=guide&language=zh',
  '/library/item-7',
  '/library/links',
  '/public/library',
  '/public/library?text=许可证',
]

async function measure(
  fetch: (request: Request) => Response | Promise<Response>,
  session: string,
  paths: readonly string[],
  print: Print,
) {
  for (const path of paths) {
    const get = () =>
      time(async () => {
        const headers = { cookie: `ospo_session=${session}` }
        const answer = await fetch(new Request(new URL(path, 'http://localhost'), { headers }))
        await answer.text()
        if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
      })
    await get()
    const [ours = Number.NaN] = await inTurns(5, get)
    print({ what: path, ours, target: quickPage, unit: 'ms' })
  }
}
