-- Rows that are there already belong to tenants.
set local atalaya.tenant = '*';

-- The readings of a device by the day, beside 5 minutes, half hours and two hours.
insert into reading_bucket (tenant_id, device_id, metric, minutes, start, minimum, maximum, total, count)
    select tenant_id, device_id, metric, 1440, date_bin('1 day', start, timestamptz '1970-01-01 00:00:00+00'),
            min(minimum), max(maximum), sum(total), sum(count)
        from reading_bucket where minutes = 120 group by 1, 2, 3, 5;

-- The readings of all devices of a tenant together, by the half hour, by two hours and by the day.
create table tenant_bucket (
    tenant_id uuid             not null,
    metric    text             not null,
    minutes   smallint         not null,
    start     timestamptz      not null,
    minimum   double precision not null,
    maximum   double precision not null,
    total     numeric          not null,
    count     bigint           not null,
    -- How many have reported the metric.
    devices   bigint           not null,
    primary key (tenant_id, metric, minutes, start)
    -- Each batch of reports changes the newest rows in place.
) with (fillfactor = 50);
insert into tenant_bucket (tenant_id, metric, minutes, start, minimum, maximum, total, count, devices)
    select tenant_id, metric, minutes, start, min(minimum), max(maximum), sum(total), sum(count), count(*)
        from reading_bucket where minutes > 5 group by 1, 2, 3, 4;

-- What all devices of a tenant have used together, by the hour and by the day.
create table tenant_energy (
    tenant_id      uuid        not null,
    hours          smallint    not null,
    start          timestamptz not null,
    kilowatt_hours numeric     not null,
    seconds        numeric     not null,
    primary key (tenant_id, hours, start)
) with (fillfactor = 50);
insert into tenant_energy (tenant_id, hours, start, kilowatt_hours, seconds)
    select tenant_id, hours, start, sum(kilowatt_hours), sum(seconds) from energy_used group by 1, 2, 3;
