-- When each repeated job was last begun, by whichever instance: the row is what they take turns by.
create table job (
  name text primary key,
  begun_at timestamptz not null
);
