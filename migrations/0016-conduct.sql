-- The code of conduct, and its private desk. What people wrote there lies sealed.

create table conduct_code (
  version integer primary key,
  body text not null,
  license text not null,
  attribution text not null,
  adopted_by text not null,
  adopted_at text not null
);

-- Who reported is not kept: they come back by a receipt, of which there is the hash.
create table conduct_case (
  id text primary key,
  receipt_hash text not null unique,
  -- Of the code that whoever the decision is about may appeal with.
  answer_hash text unique,
  state text not null,
  content text not null,
  received_at text not null,
  decided_at text,
  appeal_until text,
  closed_at text,
  keep_until text
);
create index conduct_case_by_time on conduct_case (received_at);
create index conduct_case_by_end on conduct_case (keep_until) where keep_until is not null;

create table conduct_message (
  id text primary key,
  case_id text not null references conduct_case (id) on delete cascade,
  -- reporter, panel, note, appeal, log
  side text not null,
  body text not null,
  at text not null,
  -- In the case: two may come in one instant.
  seq integer not null
);
create index conduct_message_by_case on conduct_message (case_id, seq);

create table conduct_recusal (
  case_id text not null references conduct_case (id) on delete cascade,
  account_id text not null,
  primary key (case_id, account_id)
);

create table conduct_decision (
  id text primary key,
  case_id text not null references conduct_case (id) on delete cascade,
  instance text not null,
  body text not null,
  proposed_by text not null,
  confirmed_by text,
  proposed_at text not null,
  confirmed_at text
);
create index conduct_decision_by_case on conduct_decision (case_id, proposed_at);
