set local atalaya.tenant = '*';

-- No rule applies to a device that is out of use; should it be taken back, its traits are still known.
alter table rule_book_device add column retired boolean not null default false;
update rule_book_device device set retired = true
    from device_directory directory
    where directory.device_id = device.device_id and directory.retired_at is not null;
alter table rule_book_device alter column retired drop default;
