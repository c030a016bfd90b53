-- B41. A reply that was withdrawn before anybody opened it: its words stay in the record, and leave what patients read.
alter table message
  add column withdrawn_at timestamptz,
  add column withdrawn_by text,
  add column withdrawn_account text references account,
  add column withdrawn_reason text;

-- A thread that lay at another patient: {from, by, at, reason}.
alter table thread add column moved jsonb;

-- V7, step by step: each time a reader's marks grew. First seen on a device, or opened, is the earliest row that reaches a message.
create table message_sight (
  thread_id text not null references thread,
  reader text not null,
  name text not null,
  what text not null check (what in ('device', 'opened')),
  through bigint not null,
  at timestamptz not null,
  -- Messages that were withdrawn by then: their words were not there.
  without bigint[] not null default '{}',
  primary key (thread_id, reader, what, through)
);
-- What is known of before: the time of the last growth, so the latest it can have been.
insert into message_sight (thread_id, reader, name, what, through, at)
  select thread_id, reader, name, 'device', on_device, on_device_at from message_mark where on_device > 0 and on_device_at is not null
  union all
  select thread_id, reader, name, 'opened', opened, opened_at from message_mark where opened > 0 and opened_at is not null;

-- What was shown to whom by mistake.
create table disclosure (
  id text primary key,
  clinic_id text not null references clinic,
  -- In whose messages it was shown.
  patient_id text not null references patient,
  thread_id text not null references thread,
  -- Null: the thread as a whole, which was moved.
  message_id text unique references message,
  -- [{reader, name, onDeviceAt, openedAt}]
  shown jsonb not null,
  reason text not null,
  account_id text not null references account,
  who text not null,
  at timestamptz not null
);
create index disclosure_clinic on disclosure (clinic_id, at desc, id);
create index disclosure_thread on disclosure (thread_id);
