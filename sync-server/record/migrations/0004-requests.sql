create table request (
  id text primary key,
  account_id text not null,
  device_id text not null,
  n bigint not null,
  type text not null,
  v int not null,
  clinic_id text not null,
  patient_id text,
  -- The envelope's own bytes and signature: kept, so that R2 can compare and an audit can verify.
  bytes text not null,
  signature text not null,
  device_time timestamptz not null,
  received_at timestamptz not null,
  -- R6: fixed at first receipt, ms.
  stamp bigint not null,
  outcome jsonb not null,
  -- Views its effect changed: a device that lost the answer is told again where to look.
  touched text[] not null default '{}'
);
create index request_device on request (account_id, device_id, n);
create index request_account on request (account_id, received_at);

-- Told to an account after its request was answered.
create table notice (
  id text primary key,
  account_id text not null references account,
  code text not null,
  params jsonb,
  request_id text,
  patient_id text,
  thread_id text,
  at timestamptz not null,
  dismissed_at timestamptz
);
create index notice_account on notice (account_id) where dismissed_at is null;

-- Side effects, written in the transaction that causes them, carried out after commit. Never a word about health (B28).
create table outgoing (
  id bigint generated always as identity primary key,
  clinic_id text not null references clinic,
  account_id text,
  channel text not null check (channel in ('email', 'sms')),
  recipient text not null,
  template text not null,
  params jsonb not null,
  language text not null default 'en',
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
  tries int not null default 0,
  next_try_at timestamptz not null default now(),
  -- What was sent, as the person got it: kept for /dev/outbox of a demo record only, else null.
  rendered jsonb,
  error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
create index outgoing_queued on outgoing (next_try_at) where state = 'queued';
