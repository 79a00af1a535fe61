//! What the shop promises, told as stories on both databases. A file for each part of the shop.
mod kit;

mod backup;
mod cart;
mod catalogue;
mod checkout;
mod demo;
mod doctor;
mod events;
mod find;
mod ground;
mod orders;
mod races;
mod routes;
mod source;
mod staff;
