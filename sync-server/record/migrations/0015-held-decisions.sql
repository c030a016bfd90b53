-- R10: what an administrator decided about a held request. The outcome itself never changes (R2).
create table held_decision (
  request_id text primary key references request,
  clinic_id text not null references clinic,
  decided text not null check (decided in ('returned', 'discarded')),
  -- Who, as an account and by the name they had.
  account_id text not null references account,
  who text not null,
  -- To the author; '' for none.
  words text not null,
  at timestamptz not null
);
-- A clinic's held requests, oldest first.
create index request_held_clinic on request (clinic_id, received_at, id) where outcome->>'state' = 'held';
