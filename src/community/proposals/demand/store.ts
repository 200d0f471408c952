import type { Db } from '../../../platform/context.ts'
import type { Question } from '../model.ts'

type Tables = {
  cfp_question: {
    id: string
    call_id: string
    topic: string | null
    text: string
    created_by: string
    created_at: string
  }
  cfp_vote: { question_id: string; account_id: string; voted_at: string }
}

export async function insertQuestion(
  db: Db,
  { id, call, topic, text }: Pick<Question, 'id' | 'call' | 'topic' | 'text'>,
  { by, at }: { by: string; at: string },
) {
  const row = { id, call_id: call, topic, text: JSON.stringify(text), created_by: by, created_at: at }
  await db.withTables<Tables>().insertInto('cfp_question').values(row).execute()
}

export async function deleteQuestion(db: Db, id: string) {
  const tables = db.withTables<Tables>()
  await tables.deleteFrom('cfp_vote').where('question_id', '=', id).execute()
  await tables.deleteFrom('cfp_question').where('id', '=', id).execute()
}

/** One of somebody's for a question: a second changes nothing. */
export async function insertVote(db: Db, question: string, account: string, at: string) {
  const insert = db.withTables<Tables>().insertInto('cfp_vote')
  await insert
    .values({ question_id: question, account_id: account, voted_at: at })
    .onConflict(conflict => conflict.columns(['question_id', 'account_id']).doNothing())
    .execute()
}

export async function deleteVote(db: Db, question: string, account: string) {
  const tables = db.withTables<Tables>()
  await tables.deleteFrom('cfp_vote').where('question_id', '=', question).where('account_id', '=', account).execute()
}

/** The most wanted first. */
export async function findQuestions(db: Db, call: string, account: string): Promise<Question[]> {
  const tables = db.withTables<Tables>()
  const rows = await tables.selectFrom('cfp_question').selectAll().where('call_id', '=', call).limit(500).execute()
  const votes = await tables
    .selectFrom('cfp_vote')
    .innerJoin('cfp_question', 'cfp_question.id', 'cfp_vote.question_id')
    .select(({ fn }) => ['question_id', fn.countAll<number>().as('votes')])
    .where('call_id', '=', call)
    .groupBy('question_id')
    .execute()
  const own = await tables.selectFrom('cfp_vote').select('question_id').where('account_id', '=', account).execute()
  const counts = new Map(votes.map(({ question_id: id, votes }) => [id, votes]))
  const mine = new Set(own.map(({ question_id: id }) => id))
  return rows
    .map(({ id, topic, text }) => {
      return { id, call, topic, text: JSON.parse(text), votes: counts.get(id) ?? 0, mine: mine.has(id) }
    })
    .sort((a, b) => b.votes - a.votes || (a.id < b.id ? -1 : 1))
}

export async function countQuestionsBy(db: Db, call: string, account: string): Promise<number> {
  const { count } = await db
    .withTables<Tables>()
    .selectFrom('cfp_question')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('call_id', '=', call)
    .where('created_by', '=', account)
    .executeTakeFirstOrThrow()
  return count
}
