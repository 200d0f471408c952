-- Working groups: what a group of this purpose is for, what it makes, decides and writes down.

create table working_group (
  group_id text primary key references account_group (id) on delete cascade,
  name text not null,
  cohort text,
  status text not null,
  published integer not null,
  about text not null,
  created_at text not null,
  changed_at text not null
);

create table working_group_charter (
  group_id text not null references working_group (group_id) on delete cascade,
  version integer not null,
  body text not null,
  why text not null,
  adopted_by text not null,
  adopted_at text not null,
  primary key (group_id, version)
);

-- What a group makes, and who does what next.
create table working_group_deliverable (
  id text primary key,
  group_id text not null references working_group (group_id) on delete cascade,
  kind text not null,
  title text not null,
  owner_id text references account (id) on delete set null,
  -- As written where no account is known.
  owner_name text not null,
  state text not null,
  due_on text,
  -- Of what was imported: the same is imported once.
  source_key text,
  created_at text not null,
  changed_at text not null,
  unique (group_id, source_key)
);
create index working_group_deliverable_by_group on working_group_deliverable (group_id, created_at);
create index working_group_deliverable_by_day on working_group_deliverable (due_on);
create index working_group_deliverable_by_owner on working_group_deliverable (owner_id, due_on);

create table working_group_decision (
  id text primary key,
  group_id text not null references working_group (group_id) on delete cascade,
  question text not null,
  proposed_by text not null,
  opened_at text not null,
  closes_at text not null,
  state text not null,
  closed_at text
);
create index working_group_decision_by_group on working_group_decision (group_id, opened_at);
create index working_group_decision_open on working_group_decision (closes_at) where closed_at is null;

create table working_group_vote (
  decision_id text not null references working_group_decision (id) on delete cascade,
  account_id text not null references account (id) on delete cascade,
  choice text not null,
  at text not null,
  primary key (decision_id, account_id)
);

create table working_group_note (
  id text primary key,
  group_id text not null references working_group (group_id) on delete cascade,
  day text not null,
  title text not null,
  body text not null,
  imported_at text not null,
  unique (group_id, day, title)
);

-- Apart from the notes, for whoever reads those need not know who was there.
create table working_group_attendee (
  note_id text not null references working_group_note (id) on delete cascade,
  name text not null,
  primary key (note_id, name)
);
