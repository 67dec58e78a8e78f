-- Rows that are there already belong to tenants.
set local atalaya.tenant = '*';

-- Which devices are on which asset, which report through which, and which are out of use.
alter table directory_entry
    add column asset_id  uuid,
    add column parent_id uuid,
    add column retired   boolean not null default false;
update directory_entry entry set asset_id = (registered.details ->> 'assetId')::uuid,
        parent_id = (registered.details ->> 'parentId')::uuid
    from (select aggregate_identifier, convert_from(payload, 'UTF8')::json -> 'details' as details from domain_event
        where payload_type = 'io.atalaya.contract.device.event.DeviceRegistered') registered
    where entry.kind = 'DEVICE' and registered.aggregate_identifier = entry.id::text;
create index directory_entry_asset on directory_entry (tenant_id, asset_id) where asset_id is not null;
create index directory_entry_parent on directory_entry (tenant_id, parent_id) where parent_id is not null;

-- Tickets that may still be worked on, so that no asset is removed under them.
create table directory_ticket (
    ticket_id uuid primary key,
    tenant_id uuid not null,
    asset_id  uuid not null
);
create index directory_ticket_asset on directory_ticket (tenant_id, asset_id);
insert into directory_ticket (ticket_id, tenant_id, asset_id)
    select aggregate_identifier::uuid, (opened.payload ->> 'tenantId')::uuid, (opened.payload ->> 'assetId')::uuid
        from (select aggregate_identifier, convert_from(payload, 'UTF8')::json as payload from domain_event
            where payload_type = 'io.atalaya.contract.ticket.event.TicketOpened') opened
        where opened.payload ->> 'assetId' is not null
            and not exists (select 1 from domain_event done
                where done.aggregate_identifier = opened.aggregate_identifier
                and done.payload_type in ('io.atalaya.contract.ticket.event.TicketClosed',
                    'io.atalaya.contract.ticket.event.TicketCancelled'));

-- A serial number is taken by one device in use, and free again when that is retired.
alter table device_directory add column retired_at timestamptz;
alter table device_directory drop constraint device_directory_serial_number;
create unique index device_directory_serial_number on device_directory (tenant_id, serial_number)
    where retired_at is null;
create index device_directory_lookup on device_directory (tenant_id, serial_number);

-- Looked up before it is known which tenant a request is about; takes the place of tenant_of_device.
create function device_directory_of(wanted uuid) returns setof device_directory language plpgsql as $$
declare
    before text := coalesce(current_setting('atalaya.tenant', true), '');
begin
    perform set_config('atalaya.tenant', '*', true);
    return query select * from device_directory where device_id = wanted;
    perform set_config('atalaya.tenant', before, true);
end $$;
drop function tenant_of_device(uuid);

-- Query side: read models.
alter table asset_view add column revision integer not null default 1;
create index asset_view_type on asset_view (tenant_id, type, position desc);
alter table device_view
    add column revision integer not null default 1,
    add column duty text not null default 'IN_USE',
    add column duty_since timestamptz;
update device_view set duty_since = registered_at;
alter table device_view alter column duty_since set not null;
create index device_view_type on device_view (tenant_id, type, position desc);
create index device_view_duty on device_view (tenant_id, duty, position desc);
create index alert_view_raised on alert_view (tenant_id, raised_at);

-- Spans of time that count for the health of devices and assets, with the events that they began and ended with.
create table health_span (
    source_id      uuid        not null,
    kind           text        not null,
    began_position bigint      not null,
    tenant_id      uuid        not null,
    device_id      uuid,
    asset_id       uuid,
    severity       text,
    began_at       timestamptz not null,
    ended_at       timestamptz,
    ended_position bigint,
    primary key (source_id, kind, began_position)
);
create index health_span_device on health_span (tenant_id, device_id, began_at);
create index health_span_asset on health_span (tenant_id, asset_id, began_at) where asset_id is not null;

-- The last power that each device reported, and what it has used by the hour and by the day.
create table energy_meter (
    device_id   uuid primary key,
    tenant_id   uuid             not null,
    measured_at timestamptz      not null,
    kilowatts   double precision not null
) with (fillfactor = 70);

create table energy_used (
    tenant_id      uuid             not null,
    device_id      uuid             not null,
    hours          smallint         not null,
    start          timestamptz      not null,
    -- Exact, so that the portions in which they are added up leave no trace.
    kilowatt_hours numeric          not null,
    -- How much of it is known: less than its length where nothing was reported.
    seconds        numeric          not null,
    primary key (device_id, hours, start)
) with (fillfactor = 80);
create index energy_used_tenant on energy_used (tenant_id, hours, start);
