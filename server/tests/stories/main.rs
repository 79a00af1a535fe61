//! What the shop promises, told as stories on both databases. A file for each part of the shop.
mod kit;

mod account;
mod attacks;
mod backup;
mod cart;
mod catalogue;
mod checkout;
mod demo;
mod doctor;
mod events;
mod find;
mod find_talk;
mod forum;
mod ground;
mod hosts;
mod leaks;
mod live;
mod matrix;
mod notices;
mod orders;
mod pictures;
mod races;
mod routes;
mod security;
mod source;
mod staff;
