-- Who people are and where they work. Facts keep names as they came; these are looked up when a question is asked.

-- Every name, e-mail and login that was ever seen, and whose it is. The keys are what it may share with others.
create table person_identity (
  id text primary key,
  name text,
  email text,
  login text,
  host text,
  node text not null,
  email_key text,
  login_key text,
  name_key text,
  domain text,
  told text,
  person text not null,
  kind text not null,
  version integer not null
);
create index person_identity_by_node on person_identity (node);
create index person_identity_by_email on person_identity (email_key);
create index person_identity_by_login on person_identity (login_key);
create index person_identity_by_name on person_identity (name_key);
create index person_identity_by_domain on person_identity (domain);
create index person_identity_by_person on person_identity (person);
create index person_identity_by_version on person_identity (version);

-- What is believed of two keys, or of one, beside what identities say by themselves; undone, it counts no more and stays told.
create table identity_evidence (
  id text primary key,
  relation text not null,
  kind text not null,
  left_key text not null,
  right_key text not null,
  source text not null,
  at text not null,
  by_account text,
  why text,
  undone_at text,
  undone_by text
);
create index identity_evidence_by_left on identity_evidence (left_key);
create index identity_evidence_by_right on identity_evidence (right_key);
create index identity_evidence_by_kind on identity_evidence (kind, source);

-- What an identity did in a project, with the name that its .mailmap shows.
create table identity_activity (
  project_id text not null references project (id) on delete cascade,
  identity_id text not null,
  mapped_name text not null,
  mapped_email text not null,
  commits integer not null,
  first_at text not null,
  last_at text not null,
  primary key (project_id, identity_id)
);
create index identity_activity_by_identity on identity_activity (identity_id);

-- Names and e-mails that are nobody's own, beside those that ship.
create table identity_exclusion (
  term text primary key,
  source text not null,
  at text not null,
  by_account text
);

-- How somebody wants to be shown, by what they are known by.
create table person_display (
  key text primary key,
  display text not null,
  at text not null,
  by_account text not null
);

-- Counts changes, so that what is drawn from these tables knows what it lacks; and what the office wrote of its own.
create table people_state (
  id text primary key,
  version integer not null,
  source text
);

create table organization (
  id text primary key,
  name text not null,
  name_key text not null unique,
  parent text,
  at text not null,
  source text not null
);

create table organization_alias (
  name_key text primary key,
  name text not null,
  organization_id text not null references organization (id) on delete cascade,
  source text not null
);
create index organization_alias_by_organization on organization_alias (organization_id);

create table organization_domain (
  domain text primary key,
  organization_id text not null references organization (id) on delete cascade,
  is_top integer not null,
  source text not null
);
create index organization_domain_by_organization on organization_domain (organization_id);

-- From a day on the people of one are those of the other.
create table acquisition (
  organization_id text primary key references organization (id) on delete cascade,
  acquirer_id text not null references organization (id) on delete cascade,
  since text,
  source text not null
);

-- Who worked where, by what they are known by. Days: the first is included, the last is not; null where it is open.
create table enrollment (
  id text primary key,
  key text not null,
  organization_id text not null references organization (id),
  since text,
  until text,
  evidence text not null,
  source text not null,
  at text not null,
  by_account text,
  why text,
  undone_at text,
  undone_by text
);
create index enrollment_by_key on enrollment (key);
create index enrollment_by_organization on enrollment (organization_id);
create index enrollment_by_source on enrollment (source);

-- Drawn from the above: at most one organization at a time.
create table affiliation (
  person text not null,
  organization_id text not null,
  since text,
  until text,
  evidence text not null,
  version integer not null
);
create index affiliation_by_person on affiliation (person);
create index affiliation_by_organization on affiliation (organization_id);
create index affiliation_by_version on affiliation (version);

create table affiliation_state (
  person text primary key,
  version integer not null
);
create index affiliation_state_by_version on affiliation_state (version);

-- A file that was taken in, and can be undone as a whole.
create table people_import (
  id text primary key,
  format text not null,
  name text not null,
  at text not null,
  by_account text not null,
  counts text not null,
  undone_at text,
  undone_by text
);
