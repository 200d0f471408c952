-- Calls for proposals, and the programs made of them.

-- A call as it is written: tracks, topics, formats, criteria. `plan` is JSON.
create table cfp (
  id text primary key,
  plan text not null,
  state text not null,
  deadline_at text,
  next_number integer not null,
  created_at text not null,
  created_by text not null,
  announced_at text,
  revision integer not null
);
create index cfp_by_state on cfp (state, deadline_at);

-- What people want to hear.
create table cfp_question (
  id text primary key,
  call_id text not null references cfp (id),
  topic text,
  text text not null,
  created_by text not null,
  created_at text not null
);
create index cfp_question_by_call on cfp_question (call_id);

create table cfp_vote (
  question_id text not null references cfp_question (id),
  account_id text not null,
  voted_at text not null,
  primary key (question_id, account_id)
);

create table proposal (
  id text primary key,
  call_id text not null references cfp (id),
  number integer not null,
  track text not null,
  format text not null,
  -- Titles, abstracts, topics, questions answered: JSON.
  content text not null,
  -- Of the titles, for lists and searches.
  title_en text not null,
  title_zh text not null,
  submitted_by text,
  state text not null,
  -- Held back until it is announced.
  decision text,
  decided_by text,
  decided_why text not null,
  waiting_place integer,
  confirm_by text,
  reminded_at text,
  created_at text not null,
  changed_at text not null,
  revision integer not null
);
create unique index proposal_by_number on proposal (call_id, number);
create index proposal_by_state on proposal (call_id, state, waiting_place);
create index proposal_by_confirm on proposal (state, confirm_by);

create table proposal_speaker (
  id text primary key,
  proposal_id text not null references proposal (id),
  position integer not null,
  role text not null,
  account_id text,
  email text not null,
  state text not null,
  -- Name, employer, bio, handles, consent, times away: JSON.
  about text not null,
  answered_at text
);
create index proposal_speaker_by_proposal on proposal_speaker (proposal_id, position);
create index proposal_speaker_by_account on proposal_speaker (account_id);
create index proposal_speaker_by_email on proposal_speaker (email);

-- SHA-256 of the secrets in a speaker's links: the one that was handed out, and one of each mail.
create table proposal_speaker_secret (
  secret_hash text primary key,
  speaker_id text not null references proposal_speaker (id)
);
create index proposal_speaker_secret_by_speaker on proposal_speaker_secret (speaker_id);

-- Who reviews in a call says whom they work for, so that conflicts of interest are found.
create table cfp_reviewer (
  call_id text not null references cfp (id),
  account_id text not null,
  employer text not null,
  most integer,
  primary key (call_id, account_id)
);

create table proposal_conflict (
  proposal_id text not null references proposal (id),
  account_id text not null,
  reason text not null,
  declared integer not null,
  noted_at text not null,
  primary key (proposal_id, account_id)
);
create index proposal_conflict_by_account on proposal_conflict (account_id);

create table proposal_review (
  proposal_id text not null references proposal (id),
  account_id text not null,
  scores text,
  comment text not null,
  assigned_at text not null,
  done_at text,
  primary key (proposal_id, account_id)
);
create index proposal_review_by_account on proposal_review (account_id, done_at);

-- Of a call that never ends: the days that want a speaker, and who was asked for each.
create table cfp_date (
  id text primary key,
  call_id text not null references cfp (id),
  at text not null,
  title text not null,
  short_told_at text
);
create index cfp_date_by_call on cfp_date (call_id, at);

create table cfp_date_ask (
  date_id text not null references cfp_date (id),
  proposal_id text not null references proposal (id),
  state text not null,
  asked_at text not null,
  answer_by text not null,
  reminded_at text,
  primary key (date_id, proposal_id)
);
create index cfp_date_ask_by_state on cfp_date_ask (state, answer_by);
create index cfp_date_ask_by_proposal on cfp_date_ask (proposal_id, asked_at);

-- Days, rooms, slots and tracks of a program are its `plan`, JSON.
create table program (
  id text primary key,
  call_id text,
  plan text not null,
  state text not null,
  version integer not null,
  next_number integer not null,
  published_at text,
  changed_at text not null
);

create table program_session (
  id text primary key,
  program_id text not null references program (id),
  number integer not null,
  kind text not null,
  proposal_id text,
  -- Title, abstract, track, speakers, license, consent: JSON.
  content text not null,
  room text,
  starts_at text,
  minutes integer not null
);
create unique index program_session_by_number on program_session (program_id, number);
create unique index program_session_by_proposal on program_session (program_id, proposal_id);

-- What the public sees: the program as it was when it was published last.
create table program_publication (
  program_id text primary key references program (id),
  version integer not null,
  content text not null,
  published_at text not null
);
