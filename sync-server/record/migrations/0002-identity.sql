create table account (
  id text primary key,
  clinic_id text not null references clinic,
  kind text not null check (kind in ('staff', 'patient')),
  staff_id text references staff,
  patient_id text references patient,
  -- Staff: the user name, one across the installation. Patients: the clinic's identifier (folded e-mail, or keyed hash of the national id).
  identifier text not null,
  state text not null default 'active' check (state in ('active', 'blocked')),
  password_hash text,
  -- A one-time password: changed at first login, dead after its time.
  password_once boolean not null default false,
  password_expires_at timestamptz,
  -- Authenticator secret, sealed; null until enrolled.
  totp_sealed text,
  totp_last_step bigint,
  created_at timestamptz not null default now(),
  check ((kind = 'staff') = (staff_id is not null) and (kind = 'patient') = (patient_id is not null))
);
create unique index account_staff_identifier on account (identifier) where kind = 'staff';
create unique index account_patient_identifier on account (clinic_id, identifier) where kind = 'patient' and state = 'active';
create unique index account_patient on account (patient_id) where kind = 'patient';
create unique index account_staff on account (staff_id) where kind = 'staff';

-- Who else may act for a patient ("carer" on screens).
create table proxy_grant (
  id text primary key,
  clinic_id text not null references clinic,
  patient_id text not null references patient,
  account_id text not null references account,
  relation text not null,
  scopes text[] not null,
  colour int not null,
  starts_at timestamptz not null default now(),
  ends_at timestamptz,
  revoked_at timestamptz
);
create index proxy_grant_account on proxy_grant (account_id);

-- One key per account and device; delivers for 14 days after the device was last seen with a session (R11).
create table device (
  id text primary key,
  account_id text not null references account,
  public_key jsonb not null,
  name text not null default '',
  shared boolean not null default false,
  registered_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  revoked_at timestamptz
);
create index device_account on device (account_id);

create table session (
  id text primary key,
  token_hash text not null unique,
  account_id text not null references account,
  device_id text not null references device,
  app text not null check (app in ('staff', 'patient')),
  started_at timestamptz not null default now(),
  -- For its owner's list: to the hour, so that the list does not change all day.
  last_seen_at timestamptz not null default now(),
  -- For the hour of inactivity: the person's own last act.
  active_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_why text check (ended_why in ('signedOut', 'replaced', 'idle', 'byOwner', 'account'))
);
create index session_account on session (account_id) where ended_at is null;
create index session_ended on session (ended_at) where ended_at is not null;

-- A sign-in between its steps. `account_id` null: nobody matched, and the steps look the same to whoever asks.
create table sign_in (
  id text primary key,
  token_hash text not null unique,
  clinic_id text references clinic,
  account_id text references account,
  app text not null check (app in ('staff', 'patient')),
  purpose text not null check (purpose in ('signIn', 'newPassword')),
  -- Keyed hash of who was typed: limits count by it, known or not.
  who text not null,
  -- Sealed: where the code goes, and an authenticator secret not yet confirmed.
  phone_sealed text,
  secret_sealed text,
  code_hash text,
  code_sent_at timestamptz,
  tries int not null default 0,
  state text not null check (state in ('code', 'totp', 'enrol', 'password', 'device', 'done')),
  -- What the device has to sign to show that it holds the key it registers.
  challenge text not null,
  session_id text references session,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sign_in_expires on sign_in (expires_at);

-- What is limited, one row an attempt: windows slide exactly, and limits survive restarts.
create table attempt (
  id bigint generated always as identity primary key,
  key text not null,
  at timestamptz not null
);
create index attempt_key on attempt (key, at);
create index attempt_at on attempt (at);

-- What a clinic decided about codes by SMS. No row: every country, 500 a day.
create table sign_in_setting (
  clinic_id text primary key references clinic,
  -- ISO 3166 alpha-2; null: every country.
  sms_countries text[],
  sms_per_day int not null default 500 check (sms_per_day >= 0)
);
