-- Models of metrics that the office wrote in place of those that ship, or beside them. Each change is a new version; the
-- newest counts. Without source it is back to the one that ships.
create table health_model (
  id text not null,
  version integer not null,
  source text,
  changed_at text not null,
  changed_by text not null,
  primary key (id, version)
);

-- What somebody does about a reading: the question as it was put is kept, so that it can be put again later.
create table health_action (
  id text primary key,
  project_id text not null references project (id) on delete cascade,
  title text not null,
  why text not null,
  -- Of an account.
  owner text not null,
  due text not null,
  state text not null,
  model text,
  model_version integer,
  part text,
  metric text not null,
  over_metric text,
  parameters text not null,
  days integer,
  per real not null,
  direction text not null,
  -- First day after the period in which the value was measured; null where there was none.
  measured_to text not null,
  value real,
  started_on text,
  finished_on text,
  outcome text not null,
  created_at text not null,
  created_by text not null
);
create index health_action_by_project on health_action (project_id, created_at);
create index health_action_by_owner on health_action (owner, state, due);
create index health_action_by_state on health_action (state, due);
