import { openApp } from '../src/app/app.ts'
import { findClashes } from '../src/community/programs/find-clashes.ts'
import type { Session } from '../src/community/programs/model.ts'
import { getBoard, publish, saveProgram, takeTalks } from '../src/community/programs/service.ts'
import { getRanking } from '../src/community/proposals/deciding/service.ts'
import { startReviewing } from '../src/community/proposals/reviewing/service.ts'
import { findReviews } from '../src/community/proposals/reviewing/store.ts'
import { moveCall, saveCall } from '../src/community/proposals/service.ts'
import { openZones } from '../src/platform/zones/open-zones.ts'
import { callPlan, fillCall, hireConference, place, programPlan, proposals, review, select } from './cfp-data.ts'
import { type Bench, inTurns, type Print, time } from './measure.ts'

const quickPage = 200
const quickClashes = 100

/** A conference of 500 proposals and 60 reviewers, in 5 rooms on 3 days. */
export const cfp: Bench = {
  name: 'cfp',
  async run(_, print) {
    const app = await openApp({ data: undefined })
    try {
      const ctx = await app.localContext()
      const { officer, reviewer, readers } = await hireConference(ctx)
      await saveCall(ctx, 'conference', callPlan)
      await moveCall(ctx, 'conference', 'open')
      await fillCall(ctx, readers)
      print({
        what: 'reviews of 500 given to 60, conflicts kept out',
        ours: await time(() => startReviewing(ctx, 'conference')),
        target: 5000,
        unit: 'ms',
      })
      await review(ctx)
      const ranking = await getRanking(ctx, 'conference')
      await measure(
        app.fetch,
        reviewer.session,
        ['/cfp/conference/reviews', `/proposals/${await ownOf(ctx, reviewer.id)}/review`],
        print,
      )
      await measure(
        app.fetch,
        officer.session,
        [
          '/cfp',
          '/cfp/conference',
          '/cfp/conference?text=number+4',
          '/cfp/conference/ranking',
          '/cfp/conference/demand',
          `/proposals/${ranking[0]?.id}`,
        ],
        print,
      )
      await select(ctx, ranking)
      await saveProgram(ctx, 'conference', programPlan)
      await takeTalks(ctx, 'conference')
      await place(ctx)
      await publish(ctx, 'conference', { despite: true })
      const paths = [
        '/programs/conference',
        '/public/programs/conference',
        '/public/schedules/conference.xml',
        '/public/schedules/conference.ics',
      ]
      await measure(app.fetch, officer.session, paths, print)
      await measureClashes((await getBoard(ctx, 'conference')).sessions, print)
    } finally {
      await app.close()
    }
  },
}

async function ownOf(ctx: Parameters<typeof getRanking>[0], account: string): Promise<string> {
  return (await findReviews(ctx.db, { call: 'conference', account }))[0]?.proposal ?? ''
}

async function measure(
  fetch: (request: Request) => Response | Promise<Response>,
  session: string,
  paths: readonly string[],
  print: Print,
) {
  for (const path of paths) {
    const get = () =>
      time(async () => {
        const answer = await fetch(
          new Request(`http://localhost${path}`, { headers: { cookie: `ospo_session=${session}` } }),
        )
        await answer.text()
        if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
      })
    await get()
    const [ours = Number.NaN] = await inTurns(5, get)
    print({ what: path.replace(/[0-9a-f-]{36}/, '…'), ours, target: quickPage, unit: 'ms' })
  }
}

const zone = openZones().getZone(programPlan.zone)

/** As if all that were proposed were placed, each room and slot more than three times over. */
async function measureClashes(placed: readonly Session[], print: Print) {
  const sessions = Array.from({ length: proposals }, (_, at) => placed[at % placed.length]).flatMap((session, at) =>
    session ? [{ ...session, id: String(at) }] : [],
  )
  const [ours = Number.NaN] = await inTurns(5, () => time(async () => void findClashes(programPlan, sessions, zone)))
  print({ what: 'clashes of 500 sessions', ours, target: quickClashes, unit: 'ms' })
}
