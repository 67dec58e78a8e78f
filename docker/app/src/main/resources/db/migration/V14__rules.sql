set local atalaya.tenant = '*';

-- A rule has one condition or several.
create function pg_temp.with_conditions(definition jsonb) returns jsonb language sql immutable as $$
    select definition - array['metric', 'comparison', 'threshold', 'hysteresis'] || jsonb_build_object(
        'conditions', jsonb_build_array(jsonb_build_object(
            'metric', definition -> 'metric', 'comparison', definition -> 'comparison',
            'threshold', definition -> 'threshold', 'hysteresis', definition -> 'hysteresis')),
        'join', 'ALL', 'enabled', true)
$$;

alter table rule_book_rule add column revision integer not null default 1;
alter table rule_book_rule alter column revision drop default;
update rule_book_rule set definition = pg_temp.with_conditions(definition);

-- The built-in rules that a tenant does without.
create table rule_book_switch (
    tenant_id uuid not null,
    rule      text not null,
    primary key (tenant_id, rule)
);

-- Of a device's settings, the numbers: built-in rules take thresholds from them.
alter table rule_book_device add column numbers jsonb not null default '{}';
alter table rule_book_device alter column numbers drop default;
update rule_book_device device set numbers = coalesce(
        (select jsonb_object_agg(setting.key, setting.value) from jsonb_each(view.details -> 'config') setting
            where jsonb_typeof(setting.value) = 'number'), '{}')
    from device_view view where view.id = device.device_id and jsonb_typeof(view.details -> 'config') = 'object';
update rule_book set version = version + 1;

-- How each rule stands on each device.
--   standing:     what the evaluation of the next report needs
--   base:         the standing as the last change of the rule left it, where a rebuild begins
--   alert_open:   whether, by the commands that were sent, the alert is open
--   silent_until: during a rebuild, up to when all commands have been sent already
alter table evaluation_condition
    add column standing jsonb,
    add column base jsonb,
    add column alert_open boolean not null default false,
    add column silent_until timestamptz;
update evaluation_condition condition set
    alert_open = state in ('BREACHED', 'CLEARING'),
    standing = jsonb_build_object(
        'state', state,
        'since', to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'lastMeasuredAt', to_char(last_measured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'revision', 1,
        'values', coalesce(
            (select jsonb_build_object(latest.metric, jsonb_build_object(
                    'metric', latest.metric, 'value', latest.value, 'quality', latest.quality,
                    'measuredAt',
                    to_char(latest.measured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))
                from reading_latest latest join rule_book_rule rule on rule.rule_id = condition.rule_id
                where latest.device_id = condition.device_id
                    and latest.metric = rule.definition -> 'conditions' -> 0 ->> 'metric'
                    and latest.measured_at <= condition.last_measured_at),
            '{}'),
        'latched', case when state = 'BREACHED' then 1 else 0 end,
        'history', 0);
-- What went before is not judged again by whatever the rules are by then.
update evaluation_condition set base = standing;
alter table evaluation_condition
    alter column standing set not null,
    alter column base set not null,
    alter column alert_open drop default,
    drop column state,
    drop column since,
    drop column last_measured_at;

-- Query side: what rules can be filtered by.
update rule_view set definition = pg_temp.with_conditions(definition);
alter table rule_view
    add column revision    integer not null default 1,
    add column device_id   uuid,
    add column device_type text,
    add column asset_id    uuid,
    add column enabled     boolean not null default true,
    add column severity    text,
    add column metrics     varchar[];
update rule_view set
    device_id = (definition -> 'scope' ->> 'deviceId')::uuid,
    device_type = definition -> 'scope' ->> 'deviceType',
    asset_id = (definition -> 'scope' ->> 'assetId')::uuid,
    severity = definition ->> 'severity',
    metrics = array[definition -> 'conditions' -> 0 ->> 'metric'];
alter table rule_view
    alter column revision drop default,
    alter column enabled drop default,
    alter column severity set not null,
    alter column metrics set not null;

create table rule_switch_view (
    tenant_id uuid not null,
    rule      text not null,
    primary key (tenant_id, rule)
);
