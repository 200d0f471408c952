-- What no machine knows: asked of people, or observed by hand.

-- Questionnaires, as they were written. Each change is a new version; the newest counts, a campaign keeps its own.
create table survey_form (
  id text not null,
  version integer not null,
  source text not null,
  active integer not null,
  origin text not null,
  created_at text not null,
  created_by text not null,
  primary key (id, version)
);

create table survey_campaign (
  id text primary key,
  form_id text not null,
  form_version integer not null,
  subject_kind text not null,
  subject text not null,
  from_day text not null,
  to_day text not null,
  closed_day text,
  settings text not null,
  -- How many were asked; null where nobody knows.
  asked integer,
  -- What ballots of a group are made from: sealed, and gone once the campaign is over.
  secret text,
  created_at text not null,
  created_by text not null
);
create index survey_campaign_by_subject on survey_campaign (subject_kind, subject, to_day);

-- The hash of each ballot that was not used yet. A ballot that is used is deleted: nothing is left that could be matched.
create table survey_ballot (
  hash text primary key,
  campaign_id text not null references survey_campaign (id) on delete cascade
);
create index survey_ballot_by_campaign on survey_ballot (campaign_id);

-- Nobody's name, address or time: the month, and random ids that say nothing of an order.
create table survey_answer (
  id text primary key,
  campaign_id text not null references survey_campaign (id) on delete cascade,
  month text not null,
  answers text not null
);
create index survey_answer_by_campaign on survey_answer (campaign_id);

-- Free texts stand alone: what else their author answered is not to be found out.
create table survey_text (
  id text primary key,
  campaign_id text not null references survey_campaign (id) on delete cascade,
  question_id text not null,
  text text not null
);
create index survey_text_by_campaign on survey_text (campaign_id, question_id);

-- What somebody saw and wrote down. A correction is another revision; the newest counts, unless it is withdrawn.
create table observation (
  id text not null,
  revision integer not null,
  metric text not null,
  subject_kind text not null,
  subject text not null,
  value real not null,
  day text not null,
  source text not null,
  evidence text,
  note text not null,
  withdrawn integer not null,
  -- Of what the office notes by itself: the same thing is noted once.
  origin_key text,
  recorded_at text not null,
  recorded_by text not null,
  primary key (id, revision)
);
create index observation_by_subject on observation (subject_kind, subject, metric, day);
create unique index observation_by_origin on observation (origin_key, revision);
