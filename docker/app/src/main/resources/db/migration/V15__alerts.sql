-- Command side: whom each tenant wants to be told of its alerts; without a row, the platform's standard.
create table escalation_policy (
    tenant_id uuid primary key,
    policy    jsonb not null
);
alter table tenant_view add column escalation_policy jsonb;

-- Alerting: what is open where and what explains it, up to one moment of the log. Filled from the log's beginning.
create table suppression_device (
    device_id uuid primary key,
    tenant_id uuid    not null,
    parent_id uuid,
    asset_id  uuid,
    site_id   uuid,
    offline   boolean not null default false
);
create index suppression_device_parent on suppression_device (parent_id) where parent_id is not null;
create index suppression_device_tenant on suppression_device (tenant_id);

create table suppression_alert (
    alert_id  uuid primary key,
    tenant_id uuid not null,
    device_id uuid not null
);
create index suppression_alert_device on suppression_alert (device_id);

create table suppression_maintenance (
    maintenance_id uuid primary key,
    tenant_id      uuid not null,
    device_id      uuid,
    asset_id       uuid,
    site_id        uuid
);
create index suppression_maintenance_tenant on suppression_maintenance (tenant_id);

-- Alerts set their timers themselves now; those that are open are taken up from the log. Their old deadlines mean nothing.
delete from scheduled_tasks where position('EscalationDue'::bytea in task_data) > 0;

-- Query side: read models.
alter table alert_view
    add column suppression   text not null default 'NONE',
    add column inhibitions   jsonb,
    add column shelved_until timestamptz,
    add column shelve_reason text,
    add column assignee_id   uuid;
create index alert_view_assignee on alert_view (tenant_id, assignee_id, position desc) where assignee_id is not null;

create table maintenance_view (
    id         uuid primary key,
    tenant_id  uuid        not null,
    position   bigint      not null,
    status     text        not null,
    begins_at  timestamptz not null,
    ends_at    timestamptz not null,
    reason     text        not null,
    device_id  uuid,
    asset_id   uuid,
    of_site_id uuid,
    site_id    uuid,
    ended_at   timestamptz
);
create index maintenance_view_list on maintenance_view (tenant_id, position desc);
