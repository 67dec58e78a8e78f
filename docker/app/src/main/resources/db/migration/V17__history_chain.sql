-- What only Atalaya itself has: the key that signs checkpoints, and the secret that seals events as they are appended.
create table audit_key (
    only_row    boolean primary key default true check (only_row),
    public_key  bytea       not null,
    -- Encrypted with the secret of the configuration, if there is one; then the salt is here too.
    secrets     bytea       not null,
    salt        bytea,
    -- Events up to this position of the log have no seal.
    sealed_from bigint      not null,
    created_at  timestamptz not null
);

alter table domain_event add column seal bytea;

-- Each tenant's events in the order in which they became visible, each link over the one before it. Only ever added to:
-- when the read model is built again, the links stay.
create table audit_link (
    tenant_id uuid   not null,
    sequence  bigint not null,
    position  bigint not null,
    hash      bytea  not null,
    primary key (tenant_id, sequence),
    constraint audit_link_position unique (position)
);

create table audit_checkpoint (
    tenant_id   uuid        not null,
    number      bigint      not null,
    sequence    bigint      not null,
    position    bigint      not null,
    hash        bytea       not null,
    at          timestamptz not null,
    sealed_from bigint      not null,
    key_id      text        not null,
    signature   bytea       not null,
    primary key (tenant_id, number),
    constraint audit_checkpoint_sequence unique (tenant_id, sequence)
);

-- The audit trail is read again from the log's beginning, and chained on the way.
truncate audit_event;
delete from token_entry where processor_name = 'audit';
alter table audit_event
    add column sequence    bigint      not null,
    -- As the event itself says, which may be long before it was recorded.
    add column happened_at timestamptz not null,
    add column trigger_id  text;
create unique index audit_event_sequence on audit_event (tenant_id, sequence);

-- What of this part of the log is in nobody's chain. Whose links there are is nobody's business but the caller's, but
-- without looking at all of them, nothing could be said to be in none.
create function unlinked_events(after bigint, upto bigint) returns setof domain_event language plpgsql as $$
declare
    before text := coalesce(current_setting('atalaya.tenant', true), '');
begin
    perform set_config('atalaya.tenant', '*', true);
    return query select log.* from domain_event log
        where log.global_index > after and log.global_index <= upto
            and not exists (select from audit_link link where link.position = log.global_index)
        order by log.global_index;
    perform set_config('atalaya.tenant', before, true);
end $$;
