-- The second gate of a result (C14-C18): what the clinic decided. `released` is what the patient was given, word for word; what its
-- source says later shows to nobody of the patient's side before the next release.
alter table result drop constraint result_state_check;
alter table result
  add constraint result_state_check check (state in ('preliminary', 'awaiting', 'held', 'released', 'correcting', 'withdrawn')),
  -- Grows with whatever its source changes: a decision is about what its author read.
  add column revision int not null default 0,
  add column released jsonb, add column released_at timestamptz, add column released_by text, add column released_revision int, add column released_words jsonb,
  add column hold_reason text, add column hold_by text, add column hold_staff text references staff, add column hold_account text,
  add column held_at timestamptz, add column hold_until timestamptz,
  add column withdrawn_reason text, add column withdrawn_by text, add column withdrawn_at timestamptz,
  add constraint result_released check (state not in ('released', 'correcting') or (released is not null and released_at is not null and released_by is not null)),
  add constraint result_held check ((state = 'held') = (hold_until is not null));
create index result_gate on result (clinic_id, arrived_at) where state in ('awaiting', 'held', 'correcting') and not history and not void;
create index result_hold on result (hold_until) where state = 'held';

-- V7: who of the patient's side had which release of it on a device, and on a screen, first.
create table result_sight (
  result_id text not null references result, account_id text not null references account, revision int not null,
  on_device_at timestamptz not null, opened_at timestamptz,
  primary key (result_id, account_id, revision)
);

-- Most days a result may be held (D18); 0: none may be.
alter table clinic add column hold_days int not null default 14 check (hold_days between 0 and 90);
