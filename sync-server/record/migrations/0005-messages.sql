create table thread (
  id text primary key,
  clinic_id text not null references clinic,
  patient_id text not null references patient,
  subject text not null,
  to_kind text not null check (to_kind in ('team', 'person')),
  to_ref text not null,
  to_name text not null,
  state text not null check (state in ('open', 'waiting', 'closed')),
  started_at timestamptz not null,
  last_seq bigint not null default 0,
  patient_seq bigint not null default 0,
  -- The oldest patient message nobody has answered; null when the clinic wrote last.
  waiting_since timestamptz,
  last_at timestamptz not null,
  -- Registers (R6).
  urgency jsonb not null,
  tags jsonb not null default '{}',
  assignee_id text references staff,
  assigned_by text,
  assigned_at timestamptz,
  closed_by text,
  closed_at timestamptz,
  read_through bigint not null default 0
);
create index thread_patient on thread (patient_id);
create index thread_open on thread (clinic_id) where state <> 'closed';

create table message (
  id text primary key,
  thread_id text not null references thread,
  -- The server's order within the thread (R6).
  seq bigint not null,
  from_kind text not null check (from_kind in ('patient', 'clinic')),
  account_id text not null,
  staff_id text references staff,
  author text not null,
  title text not null default '',
  acting boolean not null default false,
  text text not null,
  received_at timestamptz not null,
  device_time timestamptz not null,
  read_at timestamptz,
  unique (thread_id, seq)
);

create table thread_comment (
  id text primary key,
  thread_id text not null references thread,
  staff_id text not null references staff,
  author text not null,
  text text not null,
  at timestamptz not null
);
create index thread_comment_thread on thread_comment (thread_id);

create table message_mark (
  thread_id text not null references thread,
  reader text not null,
  name text not null,
  on_device bigint not null default 0,
  on_device_at timestamptz,
  opened bigint not null default 0,
  opened_at timestamptz,
  primary key (thread_id, reader)
);
