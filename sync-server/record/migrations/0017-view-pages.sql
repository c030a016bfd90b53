-- V6: what left a view's window, as JSON that never changes, named by its sha256. Listed in the view.
create table view_page (
  view text not null references view (name) on delete cascade,
  hash text not null,
  body text not null,
  primary key (view, hash)
);
