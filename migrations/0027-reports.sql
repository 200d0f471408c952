-- What is to be known beside a curve: a day, and what happened then. Without a project it is of the whole office.
create table annotation (
  id text primary key,
  project_id text references project (id) on delete cascade,
  day text not null,
  title text not null,
  body text not null,
  created_at text not null,
  created_by text not null
);
create index annotation_by_project on annotation (project_id, day);
create index annotation_by_day on annotation (day);

-- A number that stands elsewhere as a picture. The word in its address is its id.
create table metric_badge (
  id text primary key,
  -- Null: of all projects together.
  project_id text references project (id) on delete cascade,
  metric text not null,
  -- Of the period that ends today; null: of all time.
  days integer,
  -- What is left out is as usual.
  parameters text not null,
  -- In place of the name of the metric.
  label text not null,
  -- From here on good, and from there on poor; null: no color says anything.
  good real,
  poor real,
  -- Whether it is shown to who has not signed in.
  is_public integer not null,
  created_at text not null,
  created_by text not null
);
create index metric_badge_by_project on metric_badge (project_id);

-- Who gets which view by mail, and up to which day they have been told.
create table report_subscription (
  id text primary key,
  account_id text not null references account (id) on delete cascade,
  kind text not null,
  subject text not null,
  every text not null,
  told_until text not null,
  created_at text not null,
  unique (account_id, kind, subject, every)
);
create index report_subscription_by_day on report_subscription (every, told_until);
