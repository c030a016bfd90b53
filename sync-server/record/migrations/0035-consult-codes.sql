-- To be invited (again) by the next minute's job; when its clinician was told that it still runs.
alter table consult add column invite_due boolean not null default true, add column reminded_at timestamptz;
create index consult_invite_due on consult (id) where invite_due and state in ('scheduled', 'waiting');

-- What an invite's link and typed code stand for, until the visit is over: both lead to a sign-in and to nothing else.
create table consult_invite (
  id bigint generated always as identity primary key,
  consult_id text not null references consult,
  -- The secret and the code stand in the message alone.
  secret_hash text not null unique,
  code_hash text not null unique,
  made_at timestamptz not null default now()
);
create index consult_invite_of on consult_invite (consult_id);

-- The code that lets an account into the room from one session, once (C31).
create table consult_code (
  consult_id text not null references consult,
  account_id text not null references account,
  code_hash text not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  tries int not null default 0,
  used_at timestamptz,
  primary key (consult_id, account_id)
);
