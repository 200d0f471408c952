-- Institutions that work together: who they are, what they want, what they agreed on, what they show.

create table partner (
  id text primary key,
  kind text not null,
  name text not null,
  description text not null,
  place text not null,
  address text,
  state text not null,
  created_by text not null,
  created_at text not null,
  updated_at text not null
);

create table partner_contact (
  id text primary key,
  partner_id text not null references partner (id) on delete cascade,
  name text not null,
  role text not null,
  email text,
  account_id text,
  -- Whether they sign and approve for it.
  speaks integer not null
);
create index partner_contact_by_partner on partner_contact (partner_id);
create index partner_contact_by_account on partner_contact (account_id);

-- By which those of them who have no account answer: SHA-256 of the secret in the link.
create table partner_link (
  secret_hash text primary key,
  contact_id text not null references partner_contact (id) on delete cascade,
  -- case or agreement
  about text not null,
  subject_id text not null
);
create index partner_link_by_contact on partner_link (contact_id);

create table policy_goal (
  id text primary key,
  title text not null,
  description text not null,
  measure text not null,
  state text not null,
  -- Ids, as a list.
  partners text not null,
  due_on text,
  created_by text not null,
  created_at text not null,
  updated_at text not null
);

create table joint_activity (
  id text primary key,
  title text not null,
  description text not null,
  agreement_id text,
  held_on text not null,
  partners text not null,
  place text not null,
  address text,
  created_by text not null,
  created_at text not null,
  updated_at text not null
);
create index joint_activity_by_day on joint_activity (held_on);

create table partner_agreement (
  id text primary key,
  title text not null,
  purpose text not null,
  state text not null,
  since text not null,
  until text,
  review_on text,
  documents text not null,
  goals text not null,
  why_ended text not null,
  created_by text not null,
  created_at text not null,
  updated_at text not null
);

create table partner_agreement_party (
  agreement_id text not null references partner_agreement (id) on delete cascade,
  partner_id text not null references partner (id) on delete cascade,
  signed_on text,
  signed_by text,
  primary key (agreement_id, partner_id)
);
create index partner_agreement_party_by_partner on partner_agreement_party (partner_id);

create table partner_commitment (
  id text primary key,
  agreement_id text not null references partner_agreement (id) on delete cascade,
  partner_id text not null references partner (id) on delete cascade,
  promise text not null,
  owner_name text not null,
  owner_id text,
  due_on text not null,
  state text not null,
  settled_on text,
  note text not null
);
create index partner_commitment_by_agreement on partner_commitment (agreement_id, due_on);
create index partner_commitment_by_due on partner_commitment (state, due_on);

create table partner_case (
  id text primary key,
  title text not null,
  summary text not null,
  body text not null,
  agreement_id text,
  partners text not null,
  license text not null,
  attribution text not null,
  state text not null,
  -- Of all that is shown of it, its partners included: what an approval is of.
  content_hash text not null,
  asked_at text,
  -- As it was when all had approved it: this is what everybody sees.
  published text,
  published_at text,
  created_by text not null,
  created_at text not null,
  updated_at text not null
);
create index partner_case_by_state on partner_case (state, published_at);

create table partner_approval (
  id text primary key,
  case_id text not null references partner_case (id) on delete cascade,
  -- Of a case, one after another: two may come in the same instant.
  turn integer not null,
  partner_id text not null references partner (id) on delete cascade,
  content_hash text not null,
  answer text not null,
  -- How it was given, where somebody wrote it down for them.
  given text not null,
  remark text not null,
  by_account text not null,
  at text not null
);
create unique index partner_approval_by_case on partner_approval (case_id, turn);
