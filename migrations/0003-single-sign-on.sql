-- Who comes in by the organization's own sign-in, and what its directory says of people.

-- A sign-in under way: from us to the provider and back, once and within minutes.
create table single_sign_on_trip (
  state_hash text primary key,
  browser_hash text not null,
  nonce text not null,
  verifier text not null,
  back text not null,
  expires_at text not null
);
create index single_sign_on_trip_by_end on single_sign_on_trip (expires_at);

create table single_sign_on_link (
  issuer text not null,
  subject text not null,
  account_id text not null references account (id) on delete cascade,
  linked_at text not null,
  primary key (issuer, subject)
);
create index single_sign_on_link_by_account on single_sign_on_link (account_id);

-- What the directory said of an account beyond what an account holds; one that it deleted is gone for it.
create table directory_user (
  account_id text primary key references account (id) on delete cascade,
  attributes text not null,
  modified_at text not null,
  deleted_at text
);

-- The groups that the directory keeps.
create table directory_group (
  group_id text primary key references account_group (id) on delete cascade,
  revision integer not null,
  modified_at text not null,
  deleted_at text
);

-- Who is in them by the directory, whether or not they may come in at present.
create table directory_member (
  group_id text not null references account_group (id) on delete cascade,
  account_id text not null references account (id) on delete cascade,
  primary key (group_id, account_id)
);
create index directory_member_by_account on directory_member (account_id);
