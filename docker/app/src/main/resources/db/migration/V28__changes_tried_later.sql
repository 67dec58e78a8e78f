-- What fails again and again must not be in the way of what would not.
alter table rule_change_due
    add column tries int not null default 0,
    add column due_at timestamptz not null default '-infinity';
create index rule_change_due_order on rule_change_due (due_at, position);
