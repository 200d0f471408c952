-- What happens in time: series, their single occurrences where something is known of one, and what was said there.

create table series (
  id text primary key,
  definition text not null,
  visibility text not null,
  status text not null,
  sequence integer not null,
  created_at text not null,
  changed_at text not null
);

create table series_host (
  series_id text not null references series (id) on delete cascade,
  group_id text not null,
  primary key (series_id, group_id)
);
create index series_host_by_group on series_host (group_id);

-- Only those of which more is known than the series says.
create table occurrence (
  series_id text not null references series (id) on delete cascade,
  slot_id text not null,
  recurrence_id text not null,
  definition text not null,
  status text not null,
  sequence integer not null,
  changed_at text not null,
  primary key (series_id, slot_id, recurrence_id)
);

create table rsvp (
  id text primary key,
  series_id text not null references series (id) on delete cascade,
  slot_id text not null,
  recurrence_id text not null,
  account_id text,
  name text not null,
  email text,
  answer text not null,
  at text not null
);
create index rsvp_by_occurrence on rsvp (series_id, slot_id, recurrence_id);
create unique index rsvp_by_account on rsvp (series_id, slot_id, recurrence_id, account_id);

-- Who was there: kept apart from what was said, for organizers only, and not for ever.
create table roster_entry (
  id text primary key,
  series_id text not null references series (id) on delete cascade,
  slot_id text not null,
  recurrence_id text not null,
  account_id text,
  name text not null,
  email text,
  employer text,
  role text,
  keep_until text not null
);
create index roster_by_occurrence on roster_entry (series_id, slot_id, recurrence_id);
create index roster_by_end on roster_entry (keep_until);

-- What was said. Under the Chatham House Rule there is nobody to whom it could be traced: no author, no time, no order of writing.
create table statement (
  id text primary key,
  series_id text not null references series (id) on delete cascade,
  slot_id text not null,
  recurrence_id text not null,
  segment_id text not null,
  kind text not null,
  text text not null,
  attributed_to text
);
create index statement_by_occurrence on statement (series_id, slot_id, recurrence_id);

create table session_action (
  id text primary key,
  series_id text not null references series (id) on delete cascade,
  slot_id text not null,
  recurrence_id text not null,
  text text not null,
  owner_id text,
  due_on text,
  done_at text
);
create index session_action_by_occurrence on session_action (series_id, slot_id, recurrence_id);
create index session_action_by_owner on session_action (owner_id, done_at);

-- A person allows that a statement of theirs bears their name, and may take that back.
create table attribution (
  id text primary key,
  series_id text not null references series (id) on delete cascade,
  slot_id text not null,
  recurrence_id text not null,
  account_id text not null,
  name text not null,
  granted_at text not null,
  revoked_at text
);
create index attribution_by_occurrence on attribution (series_id, slot_id, recurrence_id);

create table publication (
  series_id text not null references series (id) on delete cascade,
  slot_id text not null,
  recurrence_id text not null,
  prepared_by text not null,
  prepared_at text not null,
  read_by text,
  read_at text,
  published_at text,
  license text not null,
  attribution text not null,
  primary key (series_id, slot_id, recurrence_id)
);

create table calendar_subscription (
  id text primary key,
  name text not null,
  url text not null,
  text text,
  problem text,
  fetched_at text,
  etag text,
  created_at text not null
);

create table calendar_token (
  account_id text primary key,
  token_hash text not null unique,
  created_at text not null
);
