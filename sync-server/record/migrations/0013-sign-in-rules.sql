-- What a clinic decides about signing in, beside its identifier.
alter table clinic
  -- First sign-in and forgotten password ask the birth date, too.
  add column asks_birth_date boolean not null default false,
  -- mixed: 8 characters with lower case, upper case, digit. length: 12 of any kind.
  add column password_rule text not null default 'mixed' check (password_rule in ('mixed', 'length'));
