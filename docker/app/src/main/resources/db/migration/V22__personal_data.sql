-- The key under which events hold what they say of a person. Of an erased one, only that there was one: nothing about them
-- is ever sealed again, and nothing that was can be opened.
create table person_key (
    person_id  uuid primary key,
    -- The key, encrypted with the master key.
    wrapped    bytea,
    created_at timestamptz not null,
    erased_at  timestamptz,
    check ((wrapped is null) = (erased_at is not null))
);
create index person_key_erased on person_key (erased_at) where erased_at is not null;
-- The audit trail names people by text.
create index person_key_marker on person_key ((person_id::text)) where erased_at is not null;

-- The master key, unless one is configured.
create table person_master_key (
    only_row boolean primary key default true check (only_row),
    key      bytea not null
);

alter table account add column phone text;

-- Whom a kept answer is about, if it says who they are.
alter table idempotency add column person_id uuid;
create index idempotency_person on idempotency (person_id) where person_id is not null;
