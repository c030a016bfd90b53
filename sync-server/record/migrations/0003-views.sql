-- V3: the row of `view` is the lock that makes a view's history one line.
create table view (
  name text primary key,
  epoch text not null,
  seq bigint not null default 0,
  head text not null,
  -- False until its first whole projection; touches of a view that has no row are not needed.
  built boolean not null default false,
  bytes int not null default 0
);

create table view_log (
  view text not null references view (name) on delete cascade,
  epoch text not null,
  seq bigint not null,
  head text not null,
  update bytea not null,
  -- A grant changed: readers are judged again before this row or a later one is sent (V5).
  judge boolean not null default false,
  at timestamptz not null default now(),
  primary key (view, epoch, seq)
);

-- V2: what a committed transaction changed. Drained by the projector.
create table touch (
  id bigint generated always as identity primary key,
  view text not null,
  -- '*' with entry '*': the whole view. '$judge': grants changed.
  section text not null,
  entry text not null,
  at timestamptz not null default now()
);
create index touch_view on touch (view);
