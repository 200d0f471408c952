-- Summits by invitation only: who is nominated, chosen and asked, and what those who come prepare.

create table summit_edition (
  id text primary key,
  name text not null,
  state text not null,
  published integer not null,
  about text not null,
  created_at text not null,
  changed_at text not null
);

create table summit_nomination (
  id text primary key,
  edition_id text not null references summit_edition (id) on delete cascade,
  name text not null,
  email text not null,
  organization text not null,
  -- Account of who nominated; none for who came without one.
  nominated_by text,
  is_self integer not null,
  evidence text not null,
  withdrawn integer not null,
  created_at text not null,
  -- When what names them was taken out of it.
  erased_at text,
  unique (edition_id, email)
);
create index summit_nomination_by_edition on summit_nomination (edition_id, created_at);

create table summit_vote (
  nomination_id text not null references summit_nomination (id) on delete cascade,
  account_id text not null references account (id) on delete cascade,
  -- yes, no, abstain; or conflict: who has an interest does not vote.
  choice text not null,
  at text not null,
  primary key (nomination_id, account_id)
);

create table summit_invitation (
  id text primary key,
  edition_id text not null references summit_edition (id) on delete cascade,
  nomination_id text not null unique references summit_nomination (id) on delete cascade,
  token_hash text unique,
  state text not null,
  sent_at text not null,
  expires_at text not null,
  mailed_at text,
  answered_at text,
  reason text not null,
  offers text not null,
  seeks text not null,
  alliance integer not null
);
create index summit_invitation_by_edition on summit_invitation (edition_id, state);

create table summit_task (
  invitation_id text not null references summit_invitation (id) on delete cascade,
  task_id text not null,
  done integer not null,
  note text not null,
  primary key (invitation_id, task_id)
);

-- Without author and without time: there is no way back.
create table summit_problem (
  id text primary key,
  edition_id text not null references summit_edition (id) on delete cascade,
  body text not null
);
create index summit_problem_by_edition on summit_problem (edition_id);

create table summit_sponsor (
  id text primary key,
  edition_id text not null references summit_edition (id) on delete cascade,
  organization text not null,
  offer text not null,
  contact text not null,
  state text not null,
  offered_at text not null
);
create index summit_sponsor_by_edition on summit_sponsor (edition_id, offered_at);
