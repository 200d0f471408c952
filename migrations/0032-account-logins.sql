-- Under which logins an account was told of, and of which accounts a login was told: a renamed account keeps its number.
create table account_login (
  account_key text not null,
  login_key text not null,
  primary key (account_key, login_key)
);
create index account_login_by_login on account_login (login_key);
