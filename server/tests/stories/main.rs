//! What the shop promises, told as stories on both databases. A file for each part of the shop.
mod kit;

mod account;
mod activity;
mod attacks;
mod backup;
mod cart;
mod catalogue;
mod checkout;
mod demo;
mod doctor;
mod events;
mod find;
mod forum;
mod ground;
mod leaks;
mod live;
mod matrix;
mod orders;
mod races;
mod routes;
mod security;
mod source;
mod staff;
