-- The clinic's truth. Times are timestamptz (read as ms since 1970), ids 22-character text, names FHIR R4's where FHIR has one.

create table installation (
  id int primary key check (id = 1),
  kind text not null check (kind in ('demo', 'real')),
  created_at timestamptz not null default now()
);

create table clinic (
  id text primary key,
  suffix text not null unique,
  name text not null,
  short_name text not null,
  brand jsonb not null,
  texts jsonb not null,
  identifier_mode text not null check (identifier_mode in ('email', 'nationalId')),
  time_zone text not null,
  country text not null,
  modules text[] not null,
  fhir_id text
);

create table location (
  id text primary key,
  clinic_id text not null references clinic,
  name text not null,
  address text not null default '',
  phone text,
  fhir_id text,
  unique (clinic_id, fhir_id)
);

create table team (
  id text primary key,
  clinic_id text not null references clinic,
  name text not null,
  title text not null default '',
  addressable boolean not null default false
);

-- A practitioner of the record. Signs in only once an account is linked.
create table staff (
  id text primary key,
  clinic_id text not null references clinic,
  name text not null,
  title text not null default '',
  roles text[] not null default '{}',
  -- What patients may know of this person: a reference made for them, and only when an administrator made it addressable.
  patient_ref text not null unique,
  addressable boolean not null default false,
  active boolean not null default true,
  colour int not null default 0,
  fhir_id text,
  unique (clinic_id, fhir_id)
);

create table patient (
  id text primary key,
  clinic_id text not null references clinic,
  name text not null,
  given text not null default '',
  family text not null default '',
  birth_date date,
  sex text check (sex in ('male', 'female', 'other', 'unknown')),
  deceased boolean not null default false,
  address text,
  language text,
  record_number text not null,
  -- Contact fields are registers (R6): {value, stamp, saw, by, who, at}. phone_fit: libphonenumber calls it valid and international.
  phone jsonb not null,
  email jsonb not null,
  phone_fit boolean not null default false,
  portal_state text not null default 'none' check (portal_state in ('none', 'active', 'blocked')),
  activated_at timestamptz,
  first_sign_in_at timestamptz,
  -- Folded name, birth date, numbers: what staff search in.
  search text not null default '',
  fhir_id text,
  created_at timestamptz not null default now(),
  unique (clinic_id, fhir_id),
  unique (clinic_id, record_number)
);
create index patient_clinic on patient (clinic_id, family, given);

-- National and other identifiers (D17): found by keyed hash, kept sealed, never shown in full.
create table patient_identifier (
  patient_id text not null references patient,
  system text not null,
  lookup text not null,
  sealed text not null,
  last4 text not null,
  primary key (patient_id, system, lookup)
);
create index patient_identifier_lookup on patient_identifier (lookup);

create table encounter (
  id text primary key,
  clinic_id text not null references clinic,
  patient_id text not null references patient,
  staff_id text references staff,
  location_id text references location,
  class text not null,
  status text not null,
  title text not null default '',
  started_at timestamptz,
  ended_at timestamptz,
  fhir_id text,
  unique (clinic_id, fhir_id)
);
create index encounter_patient on encounter (patient_id, started_at desc);

-- Resources that have no table yet, verbatim.
create table kept_resource (
  clinic_id text not null references clinic,
  type text not null,
  fhir_id text not null,
  patient_id text references patient,
  body jsonb not null,
  primary key (clinic_id, type, fhir_id)
);

-- Every view opened and every action (C58), in the transaction that did it. Chained by the sealer, later.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  clinic_id text,
  account_id text,
  who text not null,
  -- 'view.open', a request type, 'signin.ok' …
  action text not null,
  patient_id text,
  subject text,
  request_id text,
  detail jsonb
);
create index audit_patient on audit (patient_id, at);

create table security_event (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  kind text not null,
  account_id text,
  device_id text,
  detail jsonb
);
