-- A clinic's own usual ranges, for what a laboratory sent without one.
create table reference_range (
  id text primary key,
  clinic_id text not null references clinic,
  -- LOINC; the unit as the laboratory writes it.
  code text not null, name text not null, unit text not null,
  sex text check (sex in ('female', 'male')),
  -- Whole years, from … to before ….
  age_from int, age_until int check (age_from < age_until),
  low double precision, high double precision check (low < high),
  check (low is not null or high is not null),
  -- Days of examinations, both included.
  valid_from date not null, valid_until date check (valid_from <= valid_until),
  revision int not null, set_by text not null, set_at timestamptz not null
);
create index reference_range_clinic on reference_range (clinic_id);

-- What waits for a decision says the patient's sex now: some ranges ask for it.
insert into touch (view, section, entry) select name, '*', '*' from view where name like 'delivery/%';
