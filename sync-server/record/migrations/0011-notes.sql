-- N1, N2: what colleagues write together. Unlike a view, a note is the record itself: its log is never made anew.
create table note (
  name text primary key,
  thread_id text not null references thread,
  part int not null,
  epoch text not null,
  seq bigint not null default 0,
  head text not null,
  built boolean not null default false,
  bytes int not null default 0,
  -- Signed: read-only, and these are its words.
  signed_at timestamptz,
  signed_by text,
  text text,
  unique (thread_id, part)
);

create table note_log (
  note text not null references note (name),
  epoch text not null,
  seq bigint not null,
  head text not null,
  update bytea not null,
  judge boolean not null default false,
  -- Who wrote it; null where the server opened the note.
  account_id text,
  device_id text,
  at timestamptz not null default now(),
  primary key (note, epoch, seq)
);

-- N3: a Yjs client id belongs to the account and device that wrote under it first.
create table note_writer (
  note text not null references note (name),
  client bigint not null,
  account_id text not null,
  device_id text not null,
  at timestamptz not null default now(),
  primary key (note, client)
);

-- The part of the handover note that is being written.
alter table thread add column note_part int not null default 1;
