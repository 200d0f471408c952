-- What people and programs are told, and what became of it.

create table notification (
  id text primary key,
  account_id text not null references account (id) on delete cascade,
  -- Of what happened: the same is told to the same account once.
  key text not null,
  kind text not null,
  subject text not null,
  body text not null,
  link text not null,
  urgent integer not null,
  created_at text not null,
  read_at text,
  unique (account_id, key)
);
create index notification_by_account on notification (account_id, created_at);
create index notification_unread on notification (account_id) where read_at is null;

create table mail_preference (
  account_id text primary key references account (id) on delete cascade,
  preferences text not null
);

-- What a mail says, waiting for its time; several may become one mail, a digest.
create table mail_item (
  id text primary key,
  account_id text not null references account (id) on delete cascade,
  kind text not null,
  subject text not null,
  body text not null,
  link text not null,
  urgent integer not null,
  delivery text not null,
  due_at text not null,
  created_at text not null,
  mail_id text
);
create index mail_item_due on mail_item (due_at) where mail_id is null;
create index mail_item_by_mail on mail_item (mail_id);
create index mail_item_by_account on mail_item (account_id);

create table mail (
  id text primary key,
  account_id text not null references account (id) on delete cascade,
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
create index mail_by_state on mail (state, due_at);
create index mail_by_account on mail (account_id);

create table webhook (
  id text primary key,
  name text not null,
  -- Sealed: the address of a chat's webhook is all that one needs to write there.
  url text not null,
  host text not null,
  events text not null,
  preset text not null,
  locale text not null,
  active integer not null,
  secret text,
  previous_secret text,
  previous_secret_until text,
  created_by text not null,
  created_at text not null,
  failing_since text,
  disabled_at text
);

create table webhook_delivery (
  id text primary key,
  webhook_id text not null references webhook (id) on delete cascade,
  key text not null,
  event text not null,
  message text not null,
  state text not null,
  attempts integer not null,
  -- Those before the latest replay: with it the patience begins anew.
  attempts_before integer not null,
  due_at text not null,
  lease_until text,
  status integer,
  duration integer,
  answer text,
  problem text,
  created_at text not null,
  finished_at text,
  unique (webhook_id, key)
);
create index webhook_delivery_by_state on webhook_delivery (state, due_at);
create index webhook_delivery_by_webhook on webhook_delivery (webhook_id, created_at);
