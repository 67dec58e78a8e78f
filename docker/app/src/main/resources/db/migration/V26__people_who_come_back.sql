-- Other nodes keep keys in memory: they must hear not only of who was erased, but also of who has a new key since.
alter table person_key add column renewed_at timestamptz;
create index person_key_renewed on person_key (renewed_at) where renewed_at is not null;
