-- The library of pictures: what of each stays in sight where it is cropped, in thousandths of its width and height from the
-- upper left, and the way from a picture to what shows it.
alter table media add column focus_x bigint not null default 500 check (focus_x between 0 and 1000);
alter table media add column focus_y bigint not null default 500 check (focus_y between 0 and 1000);
create index product_media_media on product_media (media);
create index variant_media on variant (media) where media is not null;
create index making_step_media on making_step (media) where media is not null;
create index remote_picture_media on remote_picture (media) where media is not null;
