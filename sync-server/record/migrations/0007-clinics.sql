-- A clinic's tag words for threads. `thread.tags` names them by id.
create table tag (
  clinic_id text not null references clinic,
  id text not null check (id ~ '^[a-z0-9-]{1,40}$'),
  label text not null,
  primary key (clinic_id, id)
);
