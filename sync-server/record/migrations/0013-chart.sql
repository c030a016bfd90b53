-- The clinical part of the record, by FHIR R4's names. Every resource also stays verbatim in kept_resource. Times of care are
-- FHIR dateTimes as far as they were given ("2014", "2014-05-02"), instants in UTC: they sort as text.
-- `void`: entered in error, or what came later cannot be read; in no view.

-- 'new': not looked at (types without a table stay so); 'shown': stands in its table; 'aside': said to be an error; 'unread':
-- does not fit FHIR R4. What earlier versions kept is 'new', and is read by a job.
alter table kept_resource add column reading text not null default 'new' check (reading in ('new', 'shown', 'aside', 'unread'));
create index kept_resource_new on kept_resource (type, clinic_id, fhir_id) where reading = 'new';
create index kept_resource_patient on kept_resource (patient_id, type);

-- Words as they were when the visit came in: a place or a person renamed since changes no history.
alter table encounter add column reason text, add column place text, add column seen_by text;

create table condition (
  id text primary key, clinic_id text not null references clinic, patient_id text not null references patient, fhir_id text not null,
  name text not null, clinical text, verification text, severity text, onset text, onset_words text, abated text, recorded text, note text,
  void boolean not null default false, unique (clinic_id, fhir_id)
);
create table allergy_intolerance (
  id text primary key, clinic_id text not null references clinic, patient_id text not null references patient, fhir_id text not null,
  name text not null, kinds jsonb not null, criticality text, clinical text, verification text, reactions jsonb not null, onset text, recorded text, last text, note text,
  void boolean not null default false, unique (clinic_id, fhir_id)
);
create table medication_request (
  id text primary key, clinic_id text not null references clinic, patient_id text not null references patient, fhir_id text not null,
  name text not null, status text not null, intent text not null, dosage jsonb not null, reason text, written text, note text,
  void boolean not null default false, unique (clinic_id, fhir_id)
);
create table immunization (
  id text primary key, clinic_id text not null references clinic, patient_id text not null references patient, fhir_id text not null,
  name text not null, status text not null, reason text, given text, dose text, note text,
  void boolean not null default false, unique (clinic_id, fhir_id)
);
create table procedure (
  id text primary key, clinic_id text not null references clinic, patient_id text not null references patient, fhir_id text not null,
  name text not null, status text not null, started text, ended text, reason text, note text,
  void boolean not null default false, unique (clinic_id, fhir_id)
);
create table care_plan (
  id text primary key, clinic_id text not null references clinic, patient_id text not null references patient, fhir_id text not null,
  name text not null, status text not null, started text, ended text, activities jsonb not null, problems jsonb not null, note text,
  void boolean not null default false, unique (clinic_id, fhir_id)
);
create table goal (
  id text primary key, clinic_id text not null references clinic, patient_id text not null references patient, fhir_id text not null,
  name text not null, lifecycle text not null, achievement text, started text, due text, note text,
  void boolean not null default false, unique (clinic_id, fhir_id)
);
-- What was charged, by Claim and ExplanationOfBenefit: history. `patient_amount`: only where the source says that the patient owes it.
create table claim (
  id text primary key, clinic_id text not null references clinic, patient_id text not null references patient, fhir_id text not null,
  source text not null check (source in ('Claim', 'ExplanationOfBenefit')),
  name text not null, status text not null, started text, ended text, total text, patient_amount text, currency text, note text,
  void boolean not null default false, unique (clinic_id, source, fhir_id)
);

-- A DiagnosticReport, or an Observation that belongs to none. Nothing here is a patient's to read before it is released, and no
-- state of this version is.
create table result (
  id text primary key, clinic_id text not null references clinic, patient_id text not null references patient, fhir_id text not null,
  source text not null check (source in ('DiagnosticReport', 'Observation')),
  name text not null, category text, status text not null, at text, issued text, conclusion text, note text,
  state text not null check (state in ('preliminary', 'awaiting')),
  -- Older than 90 days when it came in: outside the default queue.
  history boolean not null,
  -- Whose order it was (basedOn, else performer, else the visit's participant); null: not known.
  orderer_id text references staff,
  arrived_at timestamptz not null default now(),
  void boolean not null default false, unique (clinic_id, source, fhir_id)
);
create table observation (
  id text primary key, clinic_id text not null references clinic, patient_id text not null references patient, fhir_id text not null,
  -- 'result': a value of a result. 'vital' and 'finding' alone are in a view that the patient reads.
  kind text not null check (kind in ('vital', 'finding', 'result')),
  result_id text references result,
  grouped text not null, name text not null, status text not null, at text, measured jsonb not null, parts jsonb not null, note text,
  void boolean not null default false, unique (clinic_id, fhir_id),
  check ((kind = 'result') = (result_id is not null))
);
-- Observations that a report names, whichever came first.
create table result_part (
  clinic_id text not null references clinic, fhir_id text not null, result_id text not null references result,
  primary key (clinic_id, fhir_id, result_id)
);

create index condition_patient on condition (patient_id);
create index allergy_intolerance_patient on allergy_intolerance (patient_id);
create index medication_request_patient on medication_request (patient_id, written);
create index immunization_patient on immunization (patient_id, given);
create index procedure_patient on procedure (patient_id, started);
create index care_plan_patient on care_plan (patient_id);
create index goal_patient on goal (patient_id);
create index claim_patient on claim (patient_id, started);
create index result_patient on result (patient_id, at);
create index observation_patient on observation (patient_id, kind, grouped, at);
create index observation_result on observation (result_id) where result_id is not null;
