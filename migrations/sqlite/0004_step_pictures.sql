-- A step of the making may show a picture that has not come yet.
alter table making_step add column remote_picture bigint references remote_picture (id);
