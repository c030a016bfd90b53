-- A LiveConsult: exactly one of each telehealth appointment (C26, C27), which says when, where, whose and with whom.
create table consult (
  id text primary key,
  clinic_id text not null references clinic,
  patient_id text not null references patient,
  appointment_id text not null unique references appointment,
  state text not null check (state in ('scheduled', 'waiting', 'inProgress', 'completed', 'cancelled', 'noshow', 'failed')),
  -- Since when the patient waits, the last sign of them, what they hear and are seen with, and what they agreed to.
  waiting_since timestamptz, presence_at timestamptz, devices jsonb, consent jsonb,
  started_at timestamptz, ended_at timestamptz, phoned_at timestamptz,
  -- Why no visit took place.
  reason text not null default '',
  encounter_id text unique references encounter,
  note_part int not null default 1,
  -- Who may write its note beside the conducting clinician.
  colleagues text[] not null default '{}',
  word text, word_by text, word_at timestamptz,
  invited_at timestamptz,
  changed_by text, changed_at timestamptz,
  check ((state = 'waiting') = (waiting_since is not null)),
  check ((waiting_since is null) = (presence_at is null)),
  -- One from before there were video visits has an end and no Encounter.
  check (state <> 'inProgress' or (encounter_id is not null and started_at is not null and ended_at is null)),
  check ((word is null) = (word_at is null)),
  check ((changed_by is null) = (changed_at is null))
);
create index consult_clinic on consult (clinic_id);
create index consult_patient on consult (patient_id);
create index consult_waiting on consult (presence_at) where state = 'waiting';

create table consult_guest (
  id text primary key,
  consult_id text not null references consult,
  name text not null,
  relation text not null,
  phone text not null,
  state text not null check (state in ('invited', 'here', 'left', 'removed')),
  made_by text not null,
  made_at timestamptz not null
);
create index consult_guest_of on consult_guest (consult_id);

-- The day from which live/ counts its window: moved on by a job after each midnight, so that the view is a function of the record.
alter table clinic add column live_day date;

-- Appointments by video from before there were consults. Who has arrived waits.
insert into consult (id, clinic_id, patient_id, appointment_id, state, waiting_since, presence_at)
select translate(rtrim(encode(decode(replace(gen_random_uuid()::text, '-', ''), 'hex'), 'base64'), '='), '+/', '-_'), a.clinic_id, a.patient_id, a.id,
       case a.state when 'booked' then 'scheduled' when 'arrived' then 'waiting' when 'fulfilled' then 'completed' else a.state end,
       case when a.state = 'arrived' then now() end, case when a.state = 'arrived' then now() end
from appointment a join visit_type v on v.id = a.visit_type_id join clinic c on c.id = a.clinic_id
where v.telehealth and 'live' = any(c.modules);
insert into touch (view, section, entry) select v.name, 'consults', '*' from consult c join view v on v.name = 'person/' || c.patient_id;
