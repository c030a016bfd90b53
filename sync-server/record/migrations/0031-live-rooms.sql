-- The rooms of a visit by video. LiveKit may lose one (it keeps them in memory): the next is made, and no name is ever used again.
create table consult_room (
  consult_id text not null,
  n int not null check (n > 0),
  room text not null unique generated always as ('consult-' || consult_id || '-' || n) stored,
  -- LiveKit's own id of it; null: it is not made yet.
  sid text unique,
  made_at timestamptz not null default now(),
  lost_at timestamptz,
  ended_at timestamptz,
  primary key (consult_id, n)
);

-- Who may come into a consult's room, from which session: what a token stands for. A token without its living grant opens nothing.
create table consult_grant (
  id text primary key,
  clinic_id text not null references clinic,
  patient_id text not null references patient,
  consult_id text not null,
  kind text not null check (kind in ('clinician', 'patient', 'guest', 'staff')),
  account_id text references account,
  guest_id text,
  -- The session whose cookie has to come with the token.
  session_id text not null,
  -- As the others in the room see it.
  name text not null,
  state text not null default 'issued' check (state in ('issued', 'joined', 'ended')),
  issued_at timestamptz not null default now(),
  joined_at timestamptz,
  ended_at timestamptz,
  ended_why text check (ended_why in ('consult', 'replaced', 'session', 'removed')),
  -- Whether LiveKit has them in the room now, by what it said last; when that stay began (its clock, ms) puts what it says in order.
  here boolean not null default false,
  stay_ms bigint not null default 0,
  check (account_id is not null or guest_id is not null),
  check ((state = 'ended') = (ended_at is not null) and (ended_at is null) = (ended_why is null)),
  check (not here or joined_at is not null)
);
-- One living grant for each person of a consult.
create unique index consult_grant_person on consult_grant (consult_id, coalesce(guest_id, account_id)) where state <> 'ended';
create index consult_grant_session on consult_grant (session_id) where state <> 'ended';
create index consult_grant_consult on consult_grant (consult_id);

-- What LiveKit is to be told after the commit, until it has heard it: a room to delete, or one person of it to remove.
create table live_errand (
  id bigint generated always as identity primary key,
  room text not null,
  -- null: the whole room.
  identity text,
  tries int not null default 0,
  made_at timestamptz not null default now(),
  next_try_at timestamptz not null default now()
);
create index live_errand_due on live_errand (next_try_at);

-- What LiveKit has told us, once each.
create table live_event (
  id text primary key,
  heard_at timestamptz not null default now()
);
create index live_event_heard on live_event (heard_at);
