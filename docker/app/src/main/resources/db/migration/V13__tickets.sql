-- Every version of the tenants' service levels; without a row, the platform's standard.
create table service_level (
    tenant_id uuid    not null,
    version   integer not null,
    levels    jsonb   not null,
    primary key (tenant_id, version)
);
alter table tenant_view add column service_levels jsonb;

alter table ticket_view
    add column applied        bigint  not null default 0,
    add column revision       integer not null default 1,
    add column sla_goal       text,
    add column sla_level      integer,
    add column sla_target_ms  bigint,
    add column time_left_ms   bigint,
    add column due_at         timestamptz,
    add column sla_warned     boolean not null default false,
    add column sla_breached   boolean not null default false,
    add column held_from      text,
    add column held_at        timestamptz,
    add column hold_reason    text,
    add column closed_at      timestamptz,
    add column closed_because text,
    add column cancelled_at   timestamptz,
    add column cancel_reason  text,
    add column note           text,
    add column attachments    integer not null default 0;
create index ticket_view_device on ticket_view (tenant_id, device_id, position desc);
create index ticket_view_asset on ticket_view (tenant_id, asset_id, position desc);
create index ticket_view_due on ticket_view (tenant_id, due_at) where due_at is not null;

-- Photos and documents. Their bytes come before the command that adds them; what it does not confirm is swept away.
create table attachment_content (
    id          uuid primary key,
    tenant_id   uuid        not null,
    size        bigint      not null,
    -- How long all chunks but the last are.
    chunk_bytes integer     not null,
    -- In a folder under this name, or else in chunks here.
    file_name   text,
    stored_at   timestamptz not null,
    confirmed   boolean     not null default false
);
create index attachment_content_unconfirmed on attachment_content (stored_at) where not confirmed;

create table attachment_chunk (
    tenant_id     uuid    not null,
    attachment_id uuid    not null references attachment_content on delete cascade,
    number        integer not null,
    bytes         bytea   not null,
    primary key (attachment_id, number)
);
-- Photos and documents are compressed already.
alter table attachment_chunk alter column bytes set storage external;

create table ticket_attachment_view (
    id         uuid primary key,
    tenant_id  uuid        not null,
    position   bigint      not null,
    ticket_id  uuid        not null,
    site_id    uuid,
    name       text        not null,
    media_type text        not null,
    size       bigint      not null,
    sha256     text        not null,
    added_at   timestamptz not null,
    added_by   text        not null
);
create index ticket_attachment_view_list on ticket_attachment_view (tenant_id, ticket_id, position desc);
