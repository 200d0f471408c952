-- Who people are, what they may do, and what was done.

alter table account add column login text;
alter table account add column email text;
alter table account add column locale text;
alter table account add column time_zone text;
alter table account add column active integer not null default 1;
alter table account add column external_id text;
alter table account add column password_hash text;
alter table account add column failures integer not null default 0;
alter table account add column locked_until text;
create unique index account_by_login on account (login);
create unique index account_by_external_id on account (external_id);
create index account_by_email on account (email);

alter table session add column created_at text;
create index session_by_account on session (account_id);

-- Roles that the office wrote, or wrote anew in place of one that ships.
create table role (
  id text primary key,
  name text not null,
  permissions text not null
);

create table role_assignment (
  role_id text not null,
  holder_kind text not null,
  holder_id text not null,
  primary key (role_id, holder_kind, holder_id)
);
create index role_assignment_by_holder on role_assignment (holder_kind, holder_id);
insert into role_assignment (role_id, holder_kind, holder_id) select 'administrator', 'account', id from account;
alter table account drop column access;

alter table api_token add column permissions text not null default '[]';
update api_token set permissions = '["office.read"]' where access = 'read';
update api_token set permissions = '["office.read","office.change"]' where access = 'change';
update api_token set permissions = '["office.read","office.change","access.manage"]' where access = 'manage';
alter table api_token drop column access;

create table account_group (
  id text primary key,
  name text not null,
  purpose text not null,
  description text not null,
  claim text,
  external_id text,
  created_at text not null
);
create unique index account_group_by_external_id on account_group (external_id);

-- A term: days, both included; no last day while it lasts.
create table membership (
  id text primary key,
  group_id text not null references account_group (id) on delete cascade,
  account_id text not null references account (id) on delete cascade,
  role text not null,
  since text not null,
  until text,
  source text not null
);
create index membership_by_group on membership (group_id, account_id);
create index membership_by_account on membership (account_id);

create table identity (
  id text primary key,
  account_id text not null references account (id) on delete cascade,
  kind text not null,
  host text not null,
  value text not null,
  value_key text not null,
  proof text not null,
  proven_at text not null,
  since text,
  until text
);
create index identity_by_value on identity (kind, host, value_key);
create index identity_by_account on identity (account_id);

create table deputy (
  id text primary key,
  account_id text not null references account (id) on delete cascade,
  deputy_id text not null references account (id) on delete cascade,
  since text not null,
  until text not null
);
create index deputy_by_account on deputy (account_id);
create index deputy_by_deputy on deputy (deputy_id);

-- Append only. The chain is over the hash of each detail, so that a detail can be erased and the chain still holds.
create table ledger_entry (
  seq integer primary key,
  at text not null,
  actor_id text not null,
  acting_for text,
  verb text not null,
  subject_kind text not null,
  subject_id text not null,
  detail_hash text not null,
  previous_hash text not null,
  hash text not null
);
create index ledger_entry_by_subject on ledger_entry (subject_kind, subject_id, seq);
create index ledger_entry_by_actor on ledger_entry (actor_id, seq);

create table ledger_detail (
  seq integer primary key references ledger_entry (seq),
  salt text,
  detail text,
  erased_at text
);

create table ledger_head (
  id text primary key,
  seq integer not null,
  hash text not null
);
insert into ledger_head (id, seq, hash) values ('office', 0, '');
