-- API keys: what each may do, for how long, and what came before its secret.
alter table api_key
    add column permissions          text[]      not null default '{WRITE}',
    add column rate_limit           integer,
    add column expires_at           timestamptz,
    add column last_used_at         timestamptz,
    add column previous_secret_hash bytea,
    add column previous_valid_until timestamptz;
create index api_key_list on api_key (tenant_id, created_at desc, id desc);

-- Members are listed by tenant too.
create index membership_tenant on membership (tenant_id);

-- Where assets and devices stand, so that no site is removed under them.
alter table directory_entry add column site_id uuid;
update directory_entry entry set site_id = view.site_id from asset_view view
    where entry.kind = 'ASSET' and entry.id = view.id;
update directory_entry entry set site_id = view.site_id from device_view view
    where entry.kind = 'DEVICE' and entry.id = view.id;
create index directory_entry_site on directory_entry (tenant_id, site_id) where site_id is not null;
