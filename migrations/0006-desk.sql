-- The request desk: what may be asked, what was asked, who answered, what was granted.

-- Forms, policies and the calendar, as they were written. Each change is a new version; the newest counts.
create table desk_document (
  kind text not null,
  id text not null,
  version integer not null,
  source text not null,
  -- SHA-256 of the source: what was read once under it need not be read again.
  source_hash text not null,
  active integer not null,
  origin text not null,
  created_at text not null,
  created_by text not null,
  primary key (kind, id, version)
);

create table request_counter (
  id text primary key,
  number integer not null
);
insert into request_counter (id, number) values ('request', 0);

create table request (
  number integer primary key,
  form_id text not null,
  form_version integer not null,
  title text not null,
  subject_kind text not null,
  subject text not null,
  subject_key text not null,
  requester_id text not null,
  asked_by text not null,
  idempotency_key text,
  answers text not null,
  facts text not null,
  state text not null,
  round integer not null,
  decision text not null,
  submitted_at text not null,
  changed_at text not null,
  decided_at text,
  rating integer,
  rating_note text,
  revision integer not null
);
create unique index request_by_idempotency on request (requester_id, idempotency_key);
create index request_by_state on request (state, number);
create index request_by_form on request (form_id, state, number);
create index request_by_requester on request (requester_id, number);
create index request_by_asker on request (asked_by, number);
create index request_by_subject on request (subject_key, form_id, state);

create table review (
  id text primary key,
  request_number integer not null references request (number),
  round integer not null,
  step_id text not null,
  step text not null,
  group_id text not null,
  assigned_to text,
  state text not null,
  opened_at text,
  due_at text,
  escalated_at text,
  closed_at text
);
create index review_by_request on review (request_number, round);
create index review_by_group on review (state, group_id, due_at);
create index review_of_group on review (group_id, request_number);
create index review_by_assignee on review (assigned_to, state, request_number);
create index review_by_due on review (state, due_at);

create table review_answer (
  review_id text not null references review (id),
  account_id text not null,
  given_by text not null,
  answer text not null,
  scores text,
  reason text not null,
  at text not null,
  primary key (review_id, account_id)
);
create index review_answer_by_account on review_answer (account_id);

create table request_tick (
  request_number integer not null references request (number),
  item text not null,
  account_id text not null,
  at text not null,
  note text,
  primary key (request_number, item)
);

create table request_comment (
  id text primary key,
  request_number integer not null references request (number),
  account_id text not null,
  at text not null,
  text text not null
);
create index request_comment_by_request on request_comment (request_number, at);

create table grant_record (
  id text primary key,
  request_number integer not null,
  form_id text not null,
  permits text not null,
  holder_kind text not null,
  holder_id text not null,
  subject_kind text not null,
  subject text not null,
  subject_key text not null,
  covers text not null,
  version text,
  version_range text,
  usage text not null,
  -- Of the usage, in lower case; null where it holds for all products.
  product_key text,
  conditions text not null,
  obligations text not null,
  valid_from text not null,
  valid_until text,
  reopen_when text not null,
  snapshot text not null,
  state text not null,
  state_reason text,
  state_at text not null,
  warned_at text,
  -- What could reopen it, as it was when it was last held to that.
  held_to text
);
create index grant_by_subject on grant_record (subject_key, state);
create index grant_by_state on grant_record (state, valid_until);
create index grant_in_order on grant_record (state, subject_key, id);
create index grant_by_form on grant_record (form_id, state, request_number);
create index grant_by_request on grant_record (request_number);
create index grant_by_holder on grant_record (holder_id, state);
