-- Text, integer and real only: one script for both engines. Times are ISO 8601 in UTC, lists and texts in several languages are JSON text.

create table account (
  id text primary key,
  name text not null,
  access text not null,
  created_at text not null
);

create table sign_in_link (
  secret_hash text primary key,
  account_id text not null references account (id),
  expires_at text not null
);

create table session (
  secret_hash text primary key,
  account_id text not null references account (id),
  expires_at text not null
);

create table api_token (
  id text primary key,
  name text not null,
  secret_hash text not null unique,
  account_id text not null references account (id),
  access text not null,
  created_at text not null,
  expires_at text not null,
  last_used_at text
);

create table job (
  id text primary key,
  kind text not null,
  subject text not null,
  rank integer not null,
  state text not null,
  done real not null,
  total real,
  step text,
  attempts integer not null,
  worker text,
  lease_until text,
  run_at text not null,
  created_at text not null,
  started_at text,
  finished_at text,
  problem text
);
create index job_by_state on job (state, rank, run_at);
create index job_by_subject on job (subject, kind);

create table project (
  id text primary key,
  name text not null,
  path text not null unique,
  kind text not null,
  main_path text,
  added_at text not null
);

-- One lockfile or manifest of a project, as last read.
create table manifest (
  project_id text not null references project (id) on delete cascade,
  path text not null,
  reader text not null,
  content_hash text not null,
  read_at text not null,
  warnings text not null,
  problem text,
  primary key (project_id, path)
);

create table contribution (
  project_id text not null references project (id) on delete cascade,
  person_id text not null,
  name text not null,
  email text not null,
  bot integer not null,
  commits integer not null,
  first_at text not null,
  last_at text not null,
  primary key (project_id, person_id)
);
create index contribution_by_person on contribution (person_id);

create table project_license (
  project_id text primary key references project (id) on delete cascade,
  expression text,
  evidence text not null,
  content_hash text not null
);

create table key_file (
  project_id text not null references project (id) on delete cascade,
  kind text not null,
  path text not null,
  primary key (project_id, kind, path)
);

-- What the office shows of a project at a glance: drawn from everything above and from the facts whenever they change.
create table project_summary (
  project_id text primary key references project (id) on delete cascade,
  summary text not null,
  summarized_at text not null
);

create table license_policy (
  id text primary key,
  source text not null,
  changed_at text not null,
  changed_by text not null
);
