-- Where alerts, tickets and rules stand, so that members who are limited to sites find theirs by index.
alter table alert_view add column site_id uuid;
update alert_view alert set site_id = device.site_id from directory_entry device
    where device.tenant_id = alert.tenant_id and device.kind = 'DEVICE' and device.id = alert.device_id
    and device.site_id is not null;
create index alert_view_site on alert_view (tenant_id, site_id, position desc);

alter table ticket_view add column site_id uuid;
update ticket_view ticket set site_id = coalesce(
    (select device.site_id from directory_entry device
        where device.tenant_id = ticket.tenant_id and device.kind = 'DEVICE' and device.id = ticket.device_id),
    (select asset.site_id from directory_entry asset
        where asset.tenant_id = ticket.tenant_id and asset.kind = 'ASSET' and asset.id = ticket.asset_id));
create index ticket_view_site on ticket_view (tenant_id, site_id, position desc);

-- Rules need no index of their own: a tenant has few.
alter table rule_view add column site_id uuid, add column tenant_wide boolean not null default false;
update rule_view rule set
    site_id = coalesce(
        (select device.site_id from directory_entry device
            where device.tenant_id = rule.tenant_id and device.kind = 'DEVICE'
            and device.id = (rule.definition -> 'scope' ->> 'deviceId')::uuid),
        (select asset.site_id from directory_entry asset
            where asset.tenant_id = rule.tenant_id and asset.kind = 'ASSET'
            and asset.id = (rule.definition -> 'scope' ->> 'assetId')::uuid)),
    tenant_wide = rule.definition -> 'scope' ->> 'deviceId' is null
        and rule.definition -> 'scope' ->> 'assetId' is null;

create index asset_view_site on asset_view (tenant_id, site_id, position desc);
