export interface RequestRow {
  number: number
  form_id: string
  form_version: number
  title: string
  subject_kind: string
  subject: string
  subject_key: string
  requester_id: string
  asked_by: string
  idempotency_key: string | null
  answers: string
  facts: string
  state: string
  round: number
  decision: string
  submitted_at: string
  changed_at: string
  decided_at: string | null
  rating: number | null
  rating_note: string | null
  revision: number
}

export interface ReviewRow {
  id: string
  request_number: number
  round: number
  step_id: string
  step: string
  group_id: string
  assigned_to: string | null
  state: string
  opened_at: string | null
  due_at: string | null
  escalated_at: string | null
  closed_at: string | null
  escalated_to: string | null
  position: number
}

export interface AnswerRow {
  review_id: string
  account_id: string
  given_by: string
  answer: string
  scores: string | null
  reason: string
  at: string
}

export type DeskTables = {
  request: RequestRow
  request_counter: { id: string; number: number }
  review: ReviewRow
  review_answer: AnswerRow
  request_tick: { request_number: number; item: string; account_id: string; at: string; note: string | null }
  request_comment: { id: string; request_number: number; account_id: string; at: string; text: string }
}
