-- Good Friday and 26 December are public holidays in Alsace and Moselle; no column of a commune says where it is.

alter table communes add column alsace_moselle boolean not null default false;
