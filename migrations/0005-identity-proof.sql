-- Links that were sent to an e-mail address: whoever follows one while signed in reads what arrives there. Kept without the
-- identity, too, so that adding and taking away an address again and again sends no more mails than otherwise.

create table identity_proof (
  secret_hash text primary key,
  identity_id text not null,
  account_id text not null references account (id) on delete cascade,
  expires_at text not null
);
create index identity_proof_by_account on identity_proof (account_id);
