-- After each migration, so that no table can be forgotten: the runtime role may use every table but own none, and each
-- table with a tenant shows only the rows of the tenant that the transaction is about.
do $$
declare
    found record;
begin
    -- Nodes that start together take turns.
    perform pg_advisory_xact_lock(hashtext('atalaya row-level security'));
    if not has_schema_privilege('${runtimeRole}', current_schema(), 'usage') then
        execute format('grant usage on schema %I to "${runtimeRole}"', current_schema());
    end if;
    for found in
        select class.oid, class.relname, class.relrowsecurity and class.relforcerowsecurity as protected,
                exists(select 1 from pg_attribute where attrelid = class.oid and attname = 'tenant_id'
                    and not attisdropped) as of_tenant,
                exists(select 1 from pg_policy where polrelid = class.oid) as has_policy
            from pg_class class
            where class.relnamespace = current_schema()::regnamespace and class.relkind in ('r', 'p')
                -- Partitions are reached through their parents alone.
                and not class.relispartition and class.relname <> 'flyway_schema_history'
    loop
        -- History is only ever added to. Read models are emptied when they are built again.
        if found.relname in ('domain_event', 'telemetry_event', 'audit_key', 'audit_link', 'audit_checkpoint') then
            if not has_table_privilege('${runtimeRole}', found.oid, 'insert') then
                execute format('grant select, insert on %I to "${runtimeRole}"', found.relname);
            end if;
        elsif not has_table_privilege('${runtimeRole}', found.oid, 'truncate') then
            execute format('grant select, insert, update, delete, truncate on %I to "${runtimeRole}"', found.relname);
        end if;
        if found.of_tenant and not found.has_policy then
            execute format('create policy tenant on %I using ((select serves_every_tenant())'
                ' or tenant_id = (select current_tenant()))', found.relname);
        end if;
        if found.of_tenant and not found.protected then
            execute format('alter table %I enable row level security, force row level security', found.relname);
        end if;
    end loop;
end $$;
