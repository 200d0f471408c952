-- Mails to people who have no account: to an address, with what they say in it.

create table mail_with_guests (
  id text primary key,
  -- Of one with an account; else the address stands here, and what is said is sealed, for there may be a secret link in it.
  account_id text references account (id) on delete cascade,
  address text,
  letter text,
  -- Of what happened: the same is told to the same address once.
  key text unique,
  message_id text not null,
  is_digest integer not null,
  state text not null,
  attempts integer not null,
  due_at text not null,
  give_up_at text not null,
  lease_until text,
  problem text,
  created_at text not null,
  finished_at text
);
insert into mail_with_guests
  (id, account_id, message_id, is_digest, state, attempts, due_at, give_up_at, lease_until, problem, created_at, finished_at)
  select id, account_id, message_id, is_digest, state, attempts, due_at, give_up_at, lease_until, problem, created_at, finished_at
  from mail;
drop table mail;
alter table mail_with_guests rename to mail;
create index mail_by_state on mail (state, due_at);
create index mail_by_account on mail (account_id);
create index mail_by_address on mail (address);

-- Addresses that want no more mail; of these nothing is kept but what is needed to know them again.
create table mail_refusal (
  address_hash text primary key,
  refused_at text not null
);
