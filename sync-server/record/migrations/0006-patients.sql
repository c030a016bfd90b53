-- Which of a patient's identifiers is the national id: the one a clinic may sign patients in with (C64). 'record': the
-- number another system keeps this patient under; an import finds the patient again by it.
alter table patient_identifier add column kind text not null default 'national' check (kind in ('national', 'record', 'other'));

-- What imported resources are called elsewhere: 'id:<resource id>' or '<system>|<value>'. Never a patient's national id:
-- those are in patient_identifier, sealed.
create table fhir_key (
  clinic_id text not null references clinic,
  type text not null,
  key text not null,
  row_id text not null,
  primary key (clinic_id, type, key)
);

-- Every folded word of a patient's name in the clinic, once: where a mistyped word is looked for. A word whose last
-- bearer was renamed stays; it finds nobody.
create table patient_word (
  clinic_id text not null references clinic,
  word text not null,
  primary key (clinic_id, word)
);

create index patient_email on patient (clinic_id, (lower(email ->> 'value')));
