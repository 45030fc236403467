-- What the published number is: a carrier bills a short code, a fixed number, a name and one's own modem differently. price_per_segment is
-- the price of this kind.

alter table communes add column sender_kind text not null default 'GeographicNumber'; -- SenderKind
