set local atalaya.tenant = '*';

-- Command side: how many rules each tenant has, since it can only have so many.
create table rule_room (
    tenant_id uuid primary key,
    rules     integer not null
);
insert into rule_room (tenant_id, rules) select tenant_id, count(*) from rule_book_rule group by tenant_id;

-- Alerting: the event that made a device what it is to rules; null if that was before this was written down.
alter table rule_book_device add column changed_by text;

-- Changes of rules that need readings which may still be on their way, and up to where in the telemetry log they are.
create table rule_change_due (
    event_id       text primary key,
    tenant_id      uuid   not null,
    device_id      uuid,
    correlation_id text   not null,
    position       bigint not null
);

-- Query side: maintenance goes where its device or asset has moved in the meantime.
update maintenance_view maintenance set site_id = subject.site_id from directory_entry subject
    where subject.tenant_id = maintenance.tenant_id
        and (subject.kind = 'DEVICE' and subject.id = maintenance.device_id
            or subject.kind = 'ASSET' and subject.id = maintenance.asset_id);
